import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Compare

// Two measurements, played together from the moment the eye opened.
ColumnLayout {
    id: both

    // "eyes": OD beside OS of a visit; "visits": an eye at the last visit beside the one before
    property string what: "eyes"
    property real room: 600
    readonly property var player: app.compare.player
    readonly property var recordings: {
        const found = [];
        for (const visit of Visits.all)
            for (const one of visit.recordings)
                found.push({
                    "text": when(visit) + "  ·  " + one.eye + " " + one.number,
                    "value": one.id,
                    "when": when(visit),
                    "visit": visit.id,
                    "eye": one.eye
                });
        return found;
    }
    readonly property var chosen: [app.compare.left.recording, app.compare.right.recording].map(id => recordings.find(one => one.value === id))
    readonly property var change: app.compare.eyes.length > 0 && chosen[0] && chosen[1] && (chosen[0].visit !== chosen[1].visit || chosen[0].eye !== chosen[1].eye) ? app.compare.difference(chosen[0].visit, chosen[0].eye, chosen[1].visit, chosen[1].eye) : ({})
    readonly property bool tall: room > 620 * Theme.scale

    // by name: OD, the right eye, is on the left, and what "right against left" would be nobody could tell
    readonly property string order: {
        const [left, right] = chosen;
        if (!left || !right)
            return "";
        const name = one => left.visit === right.visit ? one.eye : left.eye === right.eye ? one.when : one.when + " " + one.eye;
        return qsTr("%1 against %2").arg(name(right)).arg(name(left));
    }

    function when(visit) {
        return visit.at || qsTr("Day %1").arg(visit.day);
    }
    // the newest pair of that kind
    function preset() {
        let pair = [recordings[1], recordings[0]];
        if (what === "eyes") {
            for (const visit of Visits.all) {
                const eyes = ["OD", "OS"].map(eye => recordings.find(one => one.visit === visit.id && one.eye === eye));
                if (eyes[0] && eyes[1]) {
                    pair = eyes;
                    break;
                }
            }
        } else {
            for (const eye of ["OD", "OS"]) {
                const firsts = Visits.all.map(visit => recordings.find(one => one.visit === visit.id && one.eye === eye)).filter(one => one);
                if (firsts.length > 1) {
                    pair = [firsts[1], firsts[0]];
                    break;
                }
            }
        }
        pair.forEach((one, side) => app.compare.choose(side, one ? one.value : ""));
    }
    property bool begun: false
    onWhatChanged: if (begun)
        preset()
    Component.onCompleted: {
        begun = true;
        preset();
    }

    spacing: Theme.gap
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.pad
        Repeater {
            model: [app.compare.left, app.compare.right]
            SidePane {
                required property var modelData
                required property int index
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                side: modelData
                number: index
                recordings: both.recordings
                ink: index === 0 ? Theme.intact : Theme.good
                pictureHeight: Math.max(120 * Theme.scale, Math.min(width * 0.75, both.room - (both.tall ? 330 : 250) * Theme.scale))
            }
        }
    }
    AppText {
        objectName: "change"
        Layout.fillWidth: true
        visible: text !== ""
        text: CompareWords.change(both.change, both.order)
        elide: Text.ElideRight
        maximumLineCount: 2
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        AppButton {
            objectName: "compareBack"
            text: "‹"
            Accessible.name: qsTr("Both one frame back")
            font.pixelSize: Theme.large
            autoRepeat: true
            onClicked: both.player.step(-1)
        }
        AppButton {
            objectName: "comparePlay"
            kind: "primary"
            width: 130 * Theme.scale
            focus: true
            enabled: app.compare.endS > 0
            text: both.player.playing ? qsTr("Pause") : qsTr("Play")
            does: "patient.play"
            onClicked: both.player.toggle()
        }
        AppButton {
            objectName: "compareOn"
            text: "›"
            Accessible.name: qsTr("Both one frame on")
            font.pixelSize: Theme.large
            autoRepeat: true
            onClicked: both.player.step(1)
        }
        AppChoice {
            implicitWidth: 100 * Theme.scale
            label: qsTr("Speed")
            model: both.player.speeds.map(value => ({
                        "text": qsTr("%1 ×").arg(value),
                        "value": value
                    }))
            currentIndex: both.player.speeds.indexOf(both.player.speed)
            onActivated: both.player.set_speed(currentValue)
        }
        AppText {
            objectName: "since"
            height: Theme.target
            verticalAlignment: Text.AlignVCenter
            text: qsTr("%1 s since the blink").arg(both.player.timeS.toFixed(2))
            font.pixelSize: Theme.large
            font.weight: Font.DemiBold
            font.features: {
                "tnum": 1
            }
            wrapMode: Text.NoWrap
        }
    }
    Item {
        id: timeline
        objectName: "compareTimeline"
        readonly property real margin: Theme.small * 3
        Layout.fillWidth: true
        Layout.preferredHeight: (both.tall ? 130 : 80) * Theme.scale
        activeFocusOnTab: true
        Accessible.role: Accessible.Slider
        Accessible.name: qsTr("Seconds since the blink")
        Accessible.description: qsTr("Break-up area of both measurements: left a full line, right a dashed one. Left and right step by frame.")
        Keys.onLeftPressed: both.player.step(-1)
        Keys.onRightPressed: both.player.step(1)
        CurvesView {
            objectName: "curves"
            anchors.fill: parent
            curves: app.compare.curves
            atS: both.player.timeS
            textPx: Theme.small
            margin: timeline.margin
            colours: ({
                    "left": Theme.intact,
                    "right": Theme.good,
                    "text": Theme.text,
                    "faint": Theme.muted,
                    "rule": Theme.rule,
                    "ground": Theme.surface,
                    "mark": Theme.focus
                })
        }
        MouseArea {
            anchors.fill: parent
            function seek(x) {
                const share = Math.min(1, Math.max(0, (x - timeline.margin) / Math.max(1, width - 2 * timeline.margin)));
                both.player.seek_time(share * app.compare.endS);
            }
            onPressed: mouse => {
                timeline.forceActiveFocus();
                both.player.pause();
                seek(mouse.x);
            }
            onPositionChanged: mouse => seek(mouse.x)
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
    component Act: AppShortcut {
        property var run
        enabled: both.visible && app.compare.endS > 0
        onActivated: run()
    }
    Act {
        action: "patient.play"
        run: () => both.player.toggle()
    }
    Act {
        action: "patient.back"
        autoRepeat: true
        run: () => both.player.step(-1)
    }
    Act {
        action: "patient.on"
        autoRepeat: true
        run: () => both.player.step(1)
    }
}
