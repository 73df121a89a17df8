<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>FirstCamera</name>
    <message>
        <source>3 of 3: a test picture</source>
        <translation>第 3 步（共 3 步）：测试画面</translation>
    </message>
    <message>
        <source>2 of 3: the camera</source>
        <translation>第 2 步（共 3 步）：摄像头</translation>
    </message>
    <message>
        <source>Hold the camera before an eye, or before a picture of one, until the rings are found.</source>
        <translation>将摄像头对准眼睛或眼睛的图片，直到找到圆环。</translation>
    </message>
    <message>
        <source>Which camera looks at the eye? It is remembered, and can be changed before each exam.</source>
        <translation>哪个摄像头用于观察眼睛？选择会被记住，每次检查前都可更改。</translation>
    </message>
    <message>
        <source>Opening the models and the camera …</source>
        <translation>正在打开模型和摄像头 …</translation>
    </message>
    <message>
        <source>No picture from the camera: check its cable.</source>
        <translation>摄像头没有画面：请检查连接线。</translation>
    </message>
    <message>
        <source>Test picture</source>
        <translation>测试画面</translation>
    </message>
    <message>
        <source>The picture is good</source>
        <translation>画面良好</translation>
    </message>
    <message>
        <source>Another camera</source>
        <translation>另选摄像头</translation>
    </message>
    <message>
        <source>Sample recording in its place</source>
        <translation>改用示例录像</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Make the exam record</source>
        <translation>建立检查记录</translation>
    </message>
    <message>
        <source>Patients and exams are kept on this computer, encrypted. Without the passphrase or the recovery key nobody can read them, the makers of the program included.</source>
        <translation>患者和检查加密保存在本机。没有密码短语或恢复密钥，任何人（包括本程序的开发者）都无法读取。</translation>
    </message>
    <message>
        <source>1 of 3: make the exam record</source>
        <translation>第 1 步（共 3 步）：建立检查记录</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码短语</translation>
    </message>
    <message>
        <source>At least 12 characters: a few words are easy to remember.</source>
        <translation>至少 12 个字符：几个词语便于记忆。</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再次输入密码短语</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>请稍候 …</translation>
    </message>
    <message>
        <source>It will lie in %1.</source>
        <translation>将保存在 %1。</translation>
    </message>
</context>
<context>
    <name>Interrupted</name>
    <message>
        <source>Recordings that broke off</source>
        <translation>中断的录像</translation>
    </message>
    <message>
        <source>The program or the computer stopped in the middle of them. What was recorded until then is here.</source>
        <translation>录制过程中程序或计算机停止了。此前录下的内容都在这里。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>nothing can be read</source>
        <translation>无法读取任何内容</translation>
    </message>
    <message>
        <source>Nobody knows whose</source>
        <translation>不知道属于哪位患者</translation>
    </message>
    <message>
        <source>To give it to a patient: tfcollab exam recover %1 --patient PSEUDONYM --eye OD</source>
        <translation>要归入某位患者：tfcollab exam recover %1 --patient PSEUDONYM --eye OD</translation>
    </message>
    <message>
        <source>Being measured …</source>
        <translation>正在测量 …</translation>
    </message>
    <message>
        <source>Measure and keep</source>
        <translation>测量并保存</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>删除 …</translation>
    </message>
    <message>
        <source>Remove the recording for good?</source>
        <translation>永久删除这段录像？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Why; it is kept in the audit trail</source>
        <translation>原因（保存在审计记录中）</translation>
    </message>
</context>
<context>
    <name>NewPatient</name>
    <message>
        <source>New patient</source>
        <translation>新患者</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Birth date (YYYY-MM-DD)</source>
        <translation>出生日期 (YYYY-MM-DD)</translation>
    </message>
    <message>
        <source>Number in the hospital</source>
        <translation>院内编号</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>Patients</name>
    <message>
        <source>Patients</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Search by name or number</source>
        <translation>按姓名或编号查找</translation>
    </message>
    <message>
        <source>New patient …</source>
        <translation>新患者 …</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>No exams yet: search, or add a patient.</source>
        <translation>尚无检查：请查找或添加患者。</translation>
    </message>
    <message>
        <source>Nobody is found by that.</source>
        <translation>没有找到匹配的患者。</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Unlocked by %1</source>
        <translation>解锁者：%1</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
</context>
<context>
    <name>Recover</name>
    <message>
        <source>A new passphrase by the recovery key</source>
        <translation>用恢复密钥设置新的密码短语</translation>
    </message>
    <message>
        <source>Set the new passphrase</source>
        <translation>设置新的密码短语</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The recovery key was written down when the exam record was made. It works once: a new one is shown afterwards.</source>
        <translation>恢复密钥在建立检查记录时已抄下。它只能用一次：之后会显示新的密钥。</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新的密码短语</translation>
    </message>
    <message>
        <source>At least 12 characters: a few words are easy to remember.</source>
        <translation>至少 12 个字符：几个词语便于记忆。</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再次输入密码短语</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
</context>
<context>
    <name>RecoveryKey</name>
    <message>
        <source>Write down the recovery key</source>
        <translation>请记下恢复密钥</translation>
    </message>
    <message>
        <source>It opens the exam record when the passphrase is forgotten. It is shown only now, and kept nowhere. Put it where you keep papers that matter.</source>
        <translation>忘记密码短语时，可用它打开检查记录。它只在此刻显示一次，不保存在任何地方。请与重要文件放在一起。</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>我已记下</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>A recording</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>Replay a recording without a patient: every frame is analysed, nothing is kept.</source>
        <translation>不选患者回放录像：分析每一帧，不保存任何内容。</translation>
    </message>
    <message>
        <source>Eye in the recording</source>
        <translation>录像中的眼别</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Open a recording …</source>
        <translation>打开录像 …</translation>
    </message>
    <message>
        <source>Show the sample recording</source>
        <translation>播放示例录像</translation>
    </message>
    <message>
        <source>An exam without a patient</source>
        <translation>不选患者的检查</translation>
    </message>
    <message>
        <source>To practise: all as in an exam, nothing is kept.</source>
        <translation>用于练习：流程与检查相同，不保存任何内容。</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录像</translation>
    </message>
    <message>
        <source>Recordings (%1)</source>
        <translation>录像 (%1)</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>所有文件 (%1)</translation>
    </message>
</context>
<context>
    <name>Unlock</name>
    <message>
        <source>Unlock the exam record</source>
        <translation>解锁检查记录</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码短语</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>请稍候 …</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Unlock by the keyring of this computer</source>
        <translation>用本机的密钥环解锁</translation>
    </message>
    <message>
        <source>Passphrase forgotten …</source>
        <translation>忘记密码短语 …</translation>
    </message>
</context>
</TS>
