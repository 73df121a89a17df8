<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Review</name>
    <message>
        <source>The recording</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>This frame is being read.</source>
        <translation>正在读取此帧。</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>不保存就离开？</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Corrections of this recording were not saved, and would be lost.</source>
        <translation>此录像的更正尚未保存，离开后将丢失。</translation>
    </message>
    <message>
        <source>Saved as a new version.</source>
        <translation>已保存为新版本。</translation>
    </message>
    <message>
        <source>Saved beside the recording.</source>
        <translation>已保存在录像旁边。</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Back to where the recording was opened</source>
        <translation>返回打开录像的地方</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 帧</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>median of %1</source>
        <translation>%1 次的中位数</translation>
    </message>
    <message>
        <source>, %1 rejected</source>
        <translation>，%1 次被拒绝</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Keeps a new version in the exam record.</source>
        <translation>在检查档案中保存一个新版本。</translation>
    </message>
    <message>
        <source>Keeps the result in a file beside the recording.</source>
        <translation>将结果保存为录像旁边的文件。</translation>
    </message>
    <message>
        <source>Another recording</source>
        <translation>其他录像</translation>
    </message>
</context>
<context>
    <name>ReviewCorrections</name>
    <message>
        <source>Break-up here</source>
        <translation>此帧破裂</translation>
    </message>
    <message>
        <source>Moves the break-up of this measurement to the frame that is shown.</source>
        <translation>将本次测量的破裂移到当前帧。</translation>
    </message>
    <message>
        <source>Exclude span</source>
        <translation>排除区段</translation>
    </message>
    <message>
        <source>Exclude frame</source>
        <translation>排除此帧</translation>
    </message>
    <message>
        <source>Mark a span in the timeline first: drag with Shift, or by its keys.</source>
        <translation>先在时间轴上标记区段：按住 Shift 拖动，或用快捷键。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>The chosen measurement counts, whatever its quality.</source>
        <translation>无论质量如何，所选测量都计入。</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>The chosen measurement stays on record and does not count.</source>
        <translation>所选测量保留在档案中，但不计入。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <translation>全部（%1）</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ReviewLegend</name>
    <message>
        <source>Break-up, and its area</source>
        <translation>破裂及其面积</translation>
    </message>
    <message>
        <source>Closed: a blink; half as high where the lids closed in part</source>
        <translation>闭眼：眨眼；眼睑未完全闭合时高度减半</translation>
    </message>
    <message>
        <source>Area by the witness</source>
        <translation>旁证的面积</translation>
    </message>
</context>
<context>
    <name>ReviewList</name>
    <message>
        <source>Measurements</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>No measurement was found: the eye is never open for long enough after a blink.</source>
        <translation>没有找到测量：眨眼后睁眼时间始终不够长。</translation>
    </message>
    <message>
        <source>Measurement %1</source>
        <translation>测量 %1</translation>
    </message>
    <message>
        <source>Good quality</source>
        <translation>质量良好</translation>
    </message>
    <message>
        <source>Doubtful quality</source>
        <translation>质量存疑</translation>
    </message>
</context>
<context>
    <name>ReviewMap</name>
    <message>
        <source>Break-up map</source>
        <translation>破裂图</translation>
    </message>
    <message>
        <source>By the witness</source>
        <translation>依旁证</translation>
    </message>
    <message>
        <source>The witness could not judge this measurement.</source>
        <translation>旁证无法判断这次测量。</translation>
    </message>
    <message>
        <source>Ring %1, sector %2: %3</source>
        <translation>第 %1 环，第 %2 扇区：%3</translation>
    </message>
    <message>
        <source>Point at a cell for its time.</source>
        <translation>指向格子可查看其时间。</translation>
    </message>
    <message>
        <source>did not break</source>
        <translation>未破裂</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>未见到</translation>
    </message>
</context>
<context>
    <name>ReviewOpening</name>
    <message>
        <source>Open a recording</source>
        <translation>打开录像</translation>
    </message>
    <message>
        <source>Recordings (*.mkv *.mp4 *.mov *.avi)</source>
        <translation>录像 (*.mkv *.mp4 *.mov *.avi)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Reading the recording</source>
        <translation>正在读取录像</translation>
    </message>
    <message>
        <source>Every frame goes through the same analysis as a live exam.</source>
        <translation>每一帧都经过与实时检查相同的分析。</translation>
    </message>
    <message>
        <source>%1 % done</source>
        <translation>已完成 %1 %</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Without a patient: the result can be kept in a file beside the recording.</source>
        <translation>不关联患者：结果可保存为录像旁边的文件。</translation>
    </message>
    <message>
        <source>Which eye it is</source>
        <translation>哪只眼</translation>
    </message>
    <message>
        <source>Without it, nasal and temporal cannot be told.</source>
        <translation>若不指明，则无法区分鼻侧和颞侧。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Sample recording</source>
        <translation>示例录像</translation>
    </message>
</context>
<context>
    <name>ReviewTimeline</name>
    <message>
        <source>Position in the recording</source>
        <translation>录像中的位置</translation>
    </message>
    <message>
        <source>Left and right step by frame, with Control by ten; Shift and drag marks a span.</source>
        <translation>左右键逐帧移动，按住 Ctrl 每次十帧；按住 Shift 拖动可标记区段。</translation>
    </message>
</context>
<context>
    <name>ReviewTransport</name>
    <message>
        <source>Frame %1 / %2</source>
        <translation>帧 %1 / %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Excluded: %1</source>
        <translation>已排除：%1</translation>
    </message>
    <message>
        <source>%1 s since the blink</source>
        <translation>眨眼后 %1 秒</translation>
    </message>
    <message>
        <source>Break-up %1 %</source>
        <translation>破裂 %1 %</translation>
    </message>
    <message>
        <source>Witness %1 %</source>
        <translation>旁证 %1 %</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>旁证</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 (by hand)</source>
        <translation>%1（人工）</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>无时间</translation>
    </message>
    <message>
        <source>Lash</source>
        <translation>睫毛</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>注视偏移</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>眨眼</translation>
    </message>
    <message>
        <source>Debris</source>
        <translation>异物</translation>
    </message>
    <message>
        <source>superior</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>inferior</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>nasal</source>
        <translation>鼻侧</translation>
    </message>
    <message>
        <source>temporal</source>
        <translation>颞侧</translation>
    </message>
    <message>
        <source>image left</source>
        <translation>图像左侧</translation>
    </message>
    <message>
        <source>image right</source>
        <translation>图像右侧</translation>
    </message>
    <message>
        <source>move break-up of measurement %1 to frame %2</source>
        <translation>将测量 %1 的破裂移到第 %2 帧</translation>
    </message>
    <message>
        <source>accept measurement %1</source>
        <translation>接受测量 %1</translation>
    </message>
    <message>
        <source>reject measurement %1</source>
        <translation>拒绝测量 %1</translation>
    </message>
    <message>
        <source>exclude frames %1 to %2 (%3)</source>
        <translation>排除第 %1 至 %2 帧（%3）</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>broke at %1</source>
        <translation>于 %1 破裂</translation>
    </message>
    <message>
        <source>seen, did not break</source>
        <translation>可见，未破裂</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>未见到</translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message>
        <source>begins earlier</source>
        <translation>开始得更早</translation>
    </message>
    <message>
        <source>begins later</source>
        <translation>开始得更晚</translation>
    </message>
    <message>
        <source>was not found</source>
        <translation>未被检出</translation>
    </message>
    <message>
        <source>a false one was found</source>
        <translation>检出有误</translation>
    </message>
    <message>
        <source>looked at, and right</source>
        <translation>已查看，正确</translation>
    </message>
    <message>
        <source>good enough for this question</source>
        <translation>足以回答本次问题</translation>
    </message>
    <message>
        <source>eye moved</source>
        <translation>眼睛移动</translation>
    </message>
    <message>
        <source>lid or lashes in the way</source>
        <translation>眼睑或睫毛遮挡</translation>
    </message>
    <message>
        <source>out of focus</source>
        <translation>失焦</translation>
    </message>
    <message>
        <source>reflex tears</source>
        <translation>反射性流泪</translation>
    </message>
    <message>
        <source>Move the break-up of measurement %1 to frame %2</source>
        <translation>将测量 %1 的破裂移到第 %2 帧</translation>
    </message>
    <message>
        <source>Accept measurement %1</source>
        <translation>接受测量 %1</translation>
    </message>
    <message>
        <source>Reject measurement %1</source>
        <translation>拒绝测量 %1</translation>
    </message>
    <message>
        <source>Exclude frames %1 to %2</source>
        <translation>排除第 %1 至 %2 帧</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Excluded frames neither confirm a break-up nor cancel one. What covers the tear film in them?</source>
        <translation>被排除的帧既不确认也不取消破裂。其中是什么遮住了泪膜？</translation>
    </message>
    <message>
        <source>Note (may be left empty)</source>
        <translation>备注（可留空）</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
</TS>
