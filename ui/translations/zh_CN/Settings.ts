<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccessCard</name>
    <message>
        <source>My passphrase</source>
        <translation>我的密码短语</translation>
    </message>
    <message>
        <source>Unlock the exam record to change your passphrase.</source>
        <translation>解锁检查记录后，可更改您的密码短语。</translation>
    </message>
    <message>
        <source>Change my passphrase …</source>
        <translation>更改我的密码短语 …</translation>
    </message>
    <message>
        <source>This computer has no keyring that the program can use.</source>
        <translation>本机没有本程序可用的密钥环。</translation>
    </message>
    <message>
        <source>Whoever is in this account of the computer gets into the record as %1, without a passphrase.</source>
        <translation>任何使用本机此账户的人都能以 %1 的身份进入检查记录，无需密码短语。</translation>
    </message>
    <message>
        <source>Lets you in without a passphrase, in this account of this computer. A record that has locked itself asks for it all the same.</source>
        <translation>在本机此账户中无需密码短语即可进入。检查记录自动锁定后仍会要求输入。</translation>
    </message>
    <message>
        <source>Unlock by the keyring of this computer</source>
        <translation>用本机的密钥环解锁</translation>
    </message>
    <message>
        <source>The new passphrase holds from now on.</source>
        <translation>新的密码短语从现在起有效。</translation>
    </message>
    <message>
        <source>The keyring lets you in from now on.</source>
        <translation>从现在起可用密钥环进入。</translation>
    </message>
    <message>
        <source>The keyring lets nobody in any more as %1.</source>
        <translation>密钥环不再允许任何人以 %1 的身份进入。</translation>
    </message>
</context>
<context>
    <name>AccessDialogs</name>
    <message>
        <source>Change the passphrase of %1</source>
        <translation>更改 %1 的密码短语</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Passphrase until now</source>
        <translation>现有的密码短语</translation>
    </message>
    <message>
        <source>Nothing is encrypted anew. Backups that were made before open with the passphrase of that time.</source>
        <translation>数据不会重新加密。之前的备份仍用当时的密码短语打开。</translation>
    </message>
    <message>
        <source>Unlock by the keyring of this computer</source>
        <translation>用本机的密钥环解锁</translation>
    </message>
    <message>
        <source>Switch it on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Whoever is in this account of the computer gets into the record as %1 from now on, without a passphrase. Only on a computer that others cannot use.</source>
        <translation>从现在起，任何使用本机此账户的人都能以 %1 的身份进入检查记录，无需密码短语。请只在他人无法使用的电脑上启用。</translation>
    </message>
    <message>
        <source>Passphrase of %1</source>
        <translation>%1 的密码短语</translation>
    </message>
</context>
<context>
    <name>AppearanceCard</name>
    <message>
        <source>Appearance and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>界面大小</translation>
    </message>
</context>
<context>
    <name>BackupLogin</name>
    <message>
        <source>Who could open the record then?</source>
        <translation>当时谁能打开该记录？</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Passphrase of that time</source>
        <translation>当时的密码短语</translation>
    </message>
</context>
<context>
    <name>CameraCard</name>
    <message>
        <source>Camera and computing</source>
        <translation>摄像头与计算</translation>
    </message>
    <message>
        <source>A camera gives what it can of this; the exam screen shows what it gave.</source>
        <translation>摄像头会尽量满足这些要求；检查界面显示其实际参数。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>The first there is</source>
        <translation>第一个可用的</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>The camera&apos;s own number; empty for automatic.</source>
        <translation>摄像头自身的数值；留空为自动。</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>自动选择最佳</translation>
    </message>
</context>
<context>
    <name>KeySetting</name>
    <message>
        <source>in use: %1</source>
        <translation>已用于：%1</translation>
    </message>
    <message>
        <source>Press a key …</source>
        <translation>请按键 …</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Press the button of an action, then its new key.</source>
        <translation>先按某项操作的按钮，再按新的快捷键。</translation>
    </message>
    <message>
        <source>Put the usual keys back</source>
        <translation>恢复默认快捷键</translation>
    </message>
</context>
<context>
    <name>ModelsCard</name>
    <message>
        <source>Class of a frame</source>
        <translation>帧的分类</translation>
    </message>
    <message>
        <source>Where the rings are</source>
        <translation>圆环的位置</translation>
    </message>
    <message>
        <source>Where the film is broken</source>
        <translation>泪膜破裂的位置</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>They are checked against their hash before every exam; one that was altered computes nothing.</source>
        <translation>每次检查前都会核对其哈希；被改动的模型不会参与计算。</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入的</translation>
    </message>
    <message>
        <source>not used in exams</source>
        <translation>检查中不使用</translation>
    </message>
    <message>
        <source>Hash verified</source>
        <translation>哈希已核对</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Card of %1</source>
        <translation>%1 的说明</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新核对</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256：%1</translation>
    </message>
    <message>
        <source>integer form %1</source>
        <translation>整数形式：%1</translation>
    </message>
    <message>
        <source>half-float form %1</source>
        <translation>半精度形式：%1</translation>
    </message>
    <message>
        <source>It has no card.</source>
        <translation>没有说明。</translation>
    </message>
</context>
<context>
    <name>NumberSetting</name>
    <message>
        <source>Usually %1</source>
        <translation>默认 %1</translation>
    </message>
</context>
<context>
    <name>PassphrasePair</name>
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
    <name>PeopleCard</name>
    <message>
        <source>Clinician</source>
        <translation>临床医生</translation>
    </message>
    <message>
        <source>Researcher</source>
        <translation>研究人员</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Users of the exam record</source>
        <translation>检查记录的用户</translation>
    </message>
    <message>
        <source>Unlock the exam record to see its users.</source>
        <translation>解锁检查记录后，可查看其用户。</translation>
    </message>
    <message>
        <source>Clinicians see patients and exams, researchers no names, administrators manage users as well.</source>
        <translation>临床医生可看患者和检查，研究人员看不到姓名，管理员还可管理用户。</translation>
    </message>
    <message>
        <source>Only an administrator manages users.</source>
        <translation>只有管理员可以管理用户。</translation>
    </message>
    <message>
        <source>shut out</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>you; another administrator changes this</source>
        <translation>您本人；由其他管理员更改</translation>
    </message>
    <message>
        <source>Shut out …</source>
        <translation>停用 …</translation>
    </message>
    <message>
        <source>Shut out %1</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>Let in again …</source>
        <translation>重新启用 …</translation>
    </message>
    <message>
        <source>New passphrase …</source>
        <translation>新的密码短语 …</translation>
    </message>
    <message>
        <source>Let %1 in again</source>
        <translation>重新启用 %1</translation>
    </message>
    <message>
        <source>New passphrase of %1</source>
        <translation>%1 的新密码短语</translation>
    </message>
    <message>
        <source>Role …</source>
        <translation>角色 …</translation>
    </message>
    <message>
        <source>Role of %1</source>
        <translation>%1 的角色</translation>
    </message>
    <message>
        <source>Add a user …</source>
        <translation>添加用户 …</translation>
    </message>
    <message>
        <source>New recovery key …</source>
        <translation>新的恢复密钥 …</translation>
    </message>
    <message>
        <source>%1 gets in by the passphrase that was set.</source>
        <translation>%1 可用所设的密码短语进入。</translation>
    </message>
    <message>
        <source>%1 has the new role from the next login on.</source>
        <translation>%1 从下次登录起使用新角色。</translation>
    </message>
    <message>
        <source>%1 is shut out.</source>
        <translation>%1 已停用。</translation>
    </message>
</context>
<context>
    <name>PeopleDialogs</name>
    <message>
        <source>Add a user</source>
        <translation>添加用户</translation>
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
        <source>First passphrase, to be changed by the user</source>
        <translation>初始密码短语，由用户自行更改</translation>
    </message>
    <message>
        <source>Let %1 in again</source>
        <translation>重新启用 %1</translation>
    </message>
    <message>
        <source>New passphrase of %1</source>
        <translation>%1 的新密码短语</translation>
    </message>
    <message>
        <source>Set the passphrase</source>
        <translation>设置密码短语</translation>
    </message>
    <message>
        <source>New passphrase, to be changed by the user</source>
        <translation>新的密码短语，由用户自行更改</translation>
    </message>
    <message>
        <source>Role of %1</source>
        <translation>%1 的角色</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>It holds from the next login on; where they are logged in now, the record refuses them until then.</source>
        <translation>从下次登录起生效；若其现已登录，在重新登录之前检查记录会拒绝其操作。</translation>
    </message>
    <message>
        <source>Shut out %1?</source>
        <translation>停用 %1？</translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>At once, also where they are logged in. What they did stays on record. Whoever kept a copy of the record&apos;s folder can still open that copy.</source>
        <translation>立即生效，即使其正在登录。其所做的一切仍然留存。若有人留有检查记录文件夹的副本，仍可打开该副本。</translation>
    </message>
    <message>
        <source>A new recovery key?</source>
        <translation>生成新的恢复密钥？</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>生成新密钥</translation>
    </message>
    <message>
        <source>The one before opens nothing any more. The new one is shown once, to be written down: it opens the record when a passphrase is forgotten.</source>
        <translation>之前的密钥将失效。新密钥只显示一次，请抄下：忘记密码短语时可用它打开检查记录。</translation>
    </message>
    <message>
        <source>Write down the recovery key</source>
        <translation>请记下恢复密钥</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>It opens the exam record when a passphrase is forgotten. It is shown only now, and kept nowhere.</source>
        <translation>忘记密码短语时可用它打开检查记录。它只在此时显示，不保存在任何地方。</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>我已记下</translation>
    </message>
</context>
<context>
    <name>ProtocolCard</name>
    <message>
        <source>Protocol and thresholds</source>
        <translation>流程与阈值</translation>
    </message>
    <message>
        <source>They decide what is measured, and travel with every result. An exam that runs keeps those it began with.</source>
        <translation>它们决定测量内容，并随每个结果保存。进行中的检查沿用开始时的设置。</translation>
    </message>
    <message>
        <source>Put the usual thresholds back</source>
        <translation>恢复默认阈值</translation>
    </message>
    <message>
        <source>Measurements of an eye</source>
        <translation>每眼测量次数</translation>
    </message>
    <message>
        <source>Rest between them</source>
        <translation>两次之间的休息</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Blinks before each</source>
        <translation>每次测量前的眨眼次数</translation>
    </message>
    <message>
        <source>Longest measurement</source>
        <translation>最长测量时间</translation>
    </message>
    <message>
        <source>A break-up lasts at least</source>
        <translation>破裂至少持续</translation>
    </message>
    <message>
        <source>Cut-off</source>
        <translation>界值</translation>
    </message>
    <message>
        <source>Where the cut-off comes from; it is written wherever the cut-off is used</source>
        <translation>界值的来源；凡使用界值之处都会写明</translation>
    </message>
    <message>
        <source>Prompt by tones too: two to blink, one to keep the eye open, a falling one at the end</source>
        <translation>同时用提示音：两声为眨眼，一声为保持睁眼，结束时为降调</translation>
    </message>
    <message>
        <source>Prompts by tones: this computer has nothing that plays them</source>
        <translation>提示音：此计算机没有可播放声音的程序</translation>
    </message>
</context>
<context>
    <name>RecordCard</name>
    <message>
        <source>Exam record: lock and backup</source>
        <translation>检查记录：锁定与备份</translation>
    </message>
    <message>
        <source>Unlock the exam record to change when it locks itself, or to back it up.</source>
        <translation>解锁检查记录后，可更改自动锁定时间或进行备份。</translation>
    </message>
    <message>
        <source>Locks itself after so long without use</source>
        <translation>无人使用多久后自动锁定</translation>
    </message>
    <message>
        <source>Only an administrator changes this.</source>
        <translation>只有管理员可以更改。</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>A backup holds everything, encrypted as the record is. Make it on another disk, and check it now and then.</source>
        <translation>备份包含全部内容，与检查记录同样加密。请备份到另一磁盘，并不时核对。</translation>
    </message>
    <message>
        <source>Make a backup …</source>
        <translation>进行备份 …</translation>
    </message>
    <message>
        <source>Check a backup …</source>
        <translation>核对备份 …</translation>
    </message>
    <message>
        <source>Making the backup</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Checking the backup</source>
        <translation>正在核对备份</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The backup of %1 is not whole: make a new one, and look for the cause.</source>
        <translation>%1 的备份不完整：请重新备份，并查明原因。</translation>
    </message>
    <message>
        <source>The backup of %1 is whole: %2 results and %3 recordings are as they were saved.</source>
        <translation>%1 的备份完整：%2 个结果和 %3 个录像与保存时一致。</translation>
    </message>
    <message>
        <source>Where the backup is to lie</source>
        <translation>备份存放位置</translation>
    </message>
    <message>
        <source>Which backup is to be checked</source>
        <translation>要核对的备份</translation>
    </message>
    <message>
        <source>The backup is in %1.</source>
        <translation>备份位于 %1。</translation>
    </message>
    <message>
        <source>The backup was given up; nothing of it was kept.</source>
        <translation>备份已放弃；未保留任何内容。</translation>
    </message>
</context>
<context>
    <name>RoleChoice</name>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Sees patients, examines, signs reports.</source>
        <translation>查看患者、进行检查、签署报告。</translation>
    </message>
    <message>
        <source>Sees exams by pseudonym: no names, birth dates or notes.</source>
        <translation>按假名查看检查：看不到姓名、出生日期和备注。</translation>
    </message>
    <message>
        <source>A clinician who manages users and what holds for the whole record as well.</source>
        <translation>兼管用户和整个检查记录设置的临床医生。</translation>
    </message>
    <message>
        <source>Clinician</source>
        <translation>临床医生</translation>
    </message>
    <message>
        <source>Researcher</source>
        <translation>研究人员</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Go to: %1</source>
        <translation>转到：%1</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>保存在 %1</translation>
    </message>
</context>
<context>
    <name>TextSetting</name>
    <message>
        <source>Usually %1</source>
        <translation>默认 %1</translation>
    </message>
</context>
</TS>
