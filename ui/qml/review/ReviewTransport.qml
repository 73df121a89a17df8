import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Playing and stepping, and what was read in the frame that is shown.
ColumnLayout {
    id: transport

    readonly property var player: app.review.player
    readonly property var reading: app.review.reading
    property bool network: true
    property bool witness: false

    spacing: Theme.gap
    Flow {
        objectName: "readout"
        Layout.fillWidth: true
        spacing: Theme.gap * 1.5
        AppText {
            width: 150 * Theme.scale
            text: qsTr("Frame %1 / %2").arg(transport.reading.frame ?? 0).arg(Math.max(0, (app.review.recording.frames ?? 1) - 1))
            font.weight: Font.DemiBold
            wrapMode: Text.NoWrap
            height: frameClass.height
            verticalAlignment: Text.AlignVCenter
        }
        AppText {
            width: 72 * Theme.scale
            text: qsTr("%1 s").arg((transport.reading.timeS ?? 0).toFixed(2))
            color: Theme.muted
            wrapMode: Text.NoWrap
            height: frameClass.height
            verticalAlignment: Text.AlignVCenter
        }
        Mark {
            id: frameClass
            text: transport.reading.excluded ? qsTr("Excluded: %1").arg(ReviewWords.label(transport.reading.excluded)) : Words.frameClass(transport.reading.class)
            dot: transport.reading.excluded ? Theme.accent : Theme.classes[transport.reading.class] ?? Theme.muted
        }
        AppText {
            visible: transport.reading.startSeen ?? false
            text: qsTr("%1 s since the blink").arg((transport.reading.sinceS ?? 0).toFixed(2))
            wrapMode: Text.NoWrap
            height: frameClass.height
            verticalAlignment: Text.AlignVCenter
        }
        AppText {
            visible: (transport.reading.areaPct ?? null) !== null
            text: qsTr("Break-up %1 %").arg((transport.reading.areaPct ?? 0).toFixed(1))
            color: Theme.broken
            wrapMode: Text.NoWrap
            height: frameClass.height
            verticalAlignment: Text.AlignVCenter
        }
        AppText {
            visible: (transport.reading.irregularPct ?? null) !== null
            text: qsTr("Witness %1 %").arg((transport.reading.irregularPct ?? 0).toFixed(1))
            color: Theme.muted
            wrapMode: Text.NoWrap
            height: frameClass.height
            verticalAlignment: Text.AlignVCenter
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        AppButton {
            objectName: "stepBack"
            text: "‹"
            Accessible.name: qsTr("One frame back")
            font.pixelSize: Theme.large
            autoRepeat: true
            onClicked: transport.player.step(-1)
        }
        AppButton {
            objectName: "play"
            width: 120 * Theme.scale
            kind: "primary"
            text: transport.player.playing ? qsTr("Pause") : qsTr("Play")
            does: "review.play"
            onClicked: transport.player.toggle()
        }
        AppButton {
            objectName: "stepOn"
            text: "›"
            Accessible.name: qsTr("One frame on")
            font.pixelSize: Theme.large
            autoRepeat: true
            onClicked: transport.player.step(1)
        }
        AppChoice {
            id: speed
            objectName: "speed"
            implicitWidth: 100 * Theme.scale
            label: qsTr("Speed")
            model: transport.player.speeds.map(value => ({
                        "text": qsTr("%1 ×").arg(value),
                        "value": value
                    }))
            currentIndex: transport.player.speeds.indexOf(transport.player.speed)
            onActivated: transport.player.set_speed(currentValue)
        }
        AppSwitch {
            objectName: "loop"
            text: qsTr("Loop")
            checked: transport.player.loops
            onToggled: transport.player.set_loops(checked)
        }
        AppSwitch {
            objectName: "showNetwork"
            text: qsTr("Networks")
            checked: transport.network
            onToggled: transport.network = checked
        }
        AppSwitch {
            objectName: "showWitness"
            text: qsTr("Witness")
            checked: transport.witness
            onToggled: transport.witness = checked
        }
    }
}
