<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
