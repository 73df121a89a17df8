import QtQuick
import TfCollab.Theme
import TfCollab.Review

// The recording over time, with the place where the player stands and the span that is marked. Drag to scrub; drag with
// Shift to mark a span; left and right step by frame.
FocusScope {
    id: timeline

    readonly property var player: app.review.player
    property bool zoomed: false
    // the span that is marked, in frames; -1 where an end is missing
    property int spanFirst: -1
    property int spanLast: -1
    readonly property bool spanMarked: spanFirst >= 0 && spanLast >= 0
    readonly property var chosen: app.review.measurements.find(one => one.number === app.review.selected)
    readonly property color witnessInk: Theme.dark ? "#c79bff" : "#6a35a8"
    readonly property real margin: Theme.small * 2.6
    readonly property bool near: zoomed && chosen !== undefined
    readonly property real fromS: near ? Math.max(0, chosen.startS - 0.5) : 0
    readonly property real toS: near ? chosen.endS + 0.5 : Math.max(0.1, app.review.recording.durationS ?? 1)

    function xOf(seconds) {
        return margin + (seconds - fromS) / Math.max(toS - fromS, 1e-6) * (width - 2 * margin);
    }
    function timeAt(x) {
        const share = Math.min(1, Math.max(0, (x - margin) / Math.max(1, width - 2 * margin)));
        return fromS + share * (toS - fromS);
    }
    function unmark() {
        spanFirst = -1;
        spanLast = -1;
    }
    function mark(first) {
        if (first)
            spanFirst = player.frame;
        else
            spanLast = player.frame;
    }

    implicitHeight: 150 * Theme.scale
    activeFocusOnTab: true
    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("Position in the recording")
    Accessible.description: qsTr("Left and right step by frame, with Control by ten; Shift and drag marks a span.")

    Keys.onLeftPressed: event => player.step(event.modifiers & Qt.ControlModifier ? -10 : -1)
    Keys.onRightPressed: event => player.step(event.modifiers & Qt.ControlModifier ? 10 : 1)

    TimelineView {
        id: view
        objectName: "timelineView"
        anchors.fill: parent
        Binding on timeline {
            when: app.review.state === "ready"
            value: app.review.timeline
        }
        selected: app.review.selected
        textPx: Theme.small
        fromS: timeline.fromS
        toS: timeline.toS
        axisMargin: timeline.margin
        colours: ({
                "clear": Theme.classes.clear,
                "broken": Theme.classes.broken,
                "blur": Theme.classes.blur,
                "closed": Theme.classes.closed,
                "text": Theme.text,
                "faint": Theme.muted,
                "rule": Theme.rule,
                "ground": Theme.surface,
                "witness": timeline.witnessInk,
                "accent": Theme.accent
            })
    }
    Item {
        anchors.fill: parent
        clip: true
        Rectangle {
            visible: timeline.spanFirst >= 0 || timeline.spanLast >= 0
            readonly property int one: timeline.spanFirst >= 0 ? timeline.spanFirst : timeline.spanLast
            readonly property int other: timeline.spanLast >= 0 ? timeline.spanLast : timeline.spanFirst
            readonly property real from: timeline.xOf(app.review.player.time_of(Math.min(one, other)))
            x: from
            width: Math.max(2, timeline.xOf(app.review.player.time_of(Math.max(one, other))) - from)
            height: parent.height - Theme.small * 1.5
            color: Theme.accent
            opacity: 0.3
        }
        Rectangle {
            objectName: "playhead"
            x: timeline.xOf(timeline.player.timeS) - 1
            width: 3
            height: parent.height - Theme.small * 1.5
            color: Theme.focus
        }
    }
    MouseArea {
        anchors.fill: parent
        property bool marking: false
        onPressed: mouse => {
            timeline.forceActiveFocus();
            marking = mouse.modifiers & Qt.ShiftModifier;
            timeline.player.pause();
            timeline.player.seek_time(timeline.timeAt(mouse.x));
            if (marking) {
                timeline.spanFirst = timeline.player.frame;
                timeline.spanLast = timeline.player.frame;
            }
        }
        onPositionChanged: mouse => {
            timeline.player.seek_time(timeline.timeAt(mouse.x));
            if (marking)
                timeline.spanLast = timeline.player.frame;
        }
    }
    Rectangle {
        anchors.fill: parent
        color: "transparent"
        radius: Theme.radius
        border.width: 2
        border.color: Theme.focus
        visible: timeline.activeFocus
    }
}
