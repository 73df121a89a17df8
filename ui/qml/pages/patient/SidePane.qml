import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Video

// One of the two measurements: which one it is, its picture, and what is read in it now.
ColumnLayout {
    id: pane

    required property var side
    required property int number
    // [{text, value, visit, eye}]
    property var recordings: []
    property color ink: Theme.accent
    property real pictureHeight: 300
    readonly property var reading: side.reading
    readonly property var found: side.measurements.find(one => one.number === side.measurement)

    spacing: Theme.gap
    GridLayout {
        Layout.fillWidth: true
        // one above the other where both would be cut off
        columns: pane.width < 420 * Theme.scale ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        AppChoice {
            objectName: "side" + pane.number
            Layout.fillWidth: true
            implicitWidth: 120 * Theme.scale
            label: pane.number === 0 ? qsTr("Recording on the left") : qsTr("Recording on the right")
            model: pane.recordings
            currentIndex: pane.recordings.findIndex(one => one.value === pane.side.recording)
            displayText: currentIndex < 0 ? qsTr("Choose a recording") : currentText
            onActivated: app.compare.choose(pane.number, currentValue)
        }
        AppChoice {
            objectName: "measurementOf" + pane.number
            Layout.fillWidth: parent.columns === 1
            implicitWidth: 190 * Theme.scale
            visible: pane.side.measurements.length > 1
            label: qsTr("Measurement")
            model: pane.side.measurements.map(one => ({
                        "text": one.number + ":  " + Words.breakupTime(one.time),
                        "value": one.number
                    }))
            currentIndex: pane.side.measurements.findIndex(one => one.number === pane.side.measurement)
            onActivated: pane.side.show_measurement(currentValue)
        }
    }
    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: pane.pictureHeight
        color: "black"
        radius: Theme.radius
        border.width: 2
        border.color: pane.ink
        Accessible.role: Accessible.Graphic
        Accessible.name: state.text
        VideoView {
            objectName: "video" + pane.number
            anchors {
                fill: parent
                margins: 3
            }
            layers: ["network"]
            layerOpacity: app.settings.interface.overlay_opacity
            feed: pane.side
        }
        AppText {
            anchors.centerIn: parent
            visible: !pane.side.hasPicture
            color: "#a9b5be"
            text: pane.side.state === "busy" ? qsTr("Opening") : pane.side.state === "ready" && pane.side.measurement === 0 ? qsTr("Nothing was measured in it.") : ""
        }
        Flow {
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                margins: Theme.gap
            }
            spacing: Theme.gap
            visible: pane.side.hasPicture
            Mark {
                text: Words.frameClass(pane.reading.class)
                dot: Theme.classes[pane.reading.class] ?? Theme.muted
            }
            Mark {
                text: (pane.reading.areaPct ?? null) === null ? "" : qsTr("%1 % broken").arg(pane.reading.areaPct.toFixed(1))
                dot: pane.reading.areaPct > 0 ? Theme.broken : Theme.intact
            }
            Mark {
                text: pane.reading.ended ? Words.endReason(pane.found ? pane.found.endReason : "") : ""
                dot: Theme.muted
            }
        }
    }
    AppText {
        id: state
        objectName: "breakupOf" + pane.number
        Layout.fillWidth: true
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        color: pane.reading.broken ? Theme.broken : Theme.muted
        font.weight: pane.reading.broken ? Font.DemiBold : Font.Normal
        text: {
            if (!pane.found)
                return "";
            const time = Words.breakupTime(pane.found.time);
            return pane.found.time.kind === "measured" ? qsTr("First break-up after %1").arg(time) : pane.found.time.kind === "censored" ? qsTr("No break-up: %1").arg(time) : time;
        }
    }
}
