<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
    <name>NumberSetting</name>
    <message>
        <source>Usually %1</source>
        <translation>默认 %1</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
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
        <source>Source of the usual cut-off: %1</source>
        <translation>默认界值的来源：%1</translation>
    </message>
    <message>
        <source>Camera and computing</source>
        <translation>摄像头与计算</translation>
    </message>
    <message>
        <source>A camera gives what it can of this; the exam screen shows what it gave.</source>
        <translation>摄像头会尽量满足这些要求；检查界面显示其实际参数。</translation>
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
        <source>Exposure (the camera's own number)</source>
        <translation>曝光（摄像头自身的数值）</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>自动选择最佳</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Put the usual keys back</source>
        <translation>恢复默认快捷键</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>保存在 %1</translation>
    </message>
</context>
</TS>
