import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Video
import "exam"

FocusScope {
    id: page

    readonly property var exam: app.exam
    readonly property var live: app.exam.live
    readonly property var look: app.settings.interface
    readonly property bool off: exam.stage === "off"
    // of the layer while the slider moves; -1 while it rests
    property real opacityNow: -1

    function keepOpacity() {
        if (opacityNow >= 0)
            app.settings.set("interface", "overlay_opacity", opacityNow);
        opacityNow = -1;
    }

    SourcePicker {
        anchors.fill: parent
        visible: page.off
        enabled: visible
    }

    RowLayout {
        anchors {
            fill: parent
            margins: Theme.gap
        }
        spacing: Theme.gap
        visible: !page.off

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumWidth: 0
            Layout.preferredWidth: 1
            spacing: Theme.gap

            Banner {
                objectName: "trouble"
                Layout.fillWidth: true
                kind: page.live.trouble.code === "opening" ? "note" : page.live.trouble.code === "recording" ? "warning" : "error"
                text: {
                    const trouble = page.live.trouble;
                    switch (page.off ? "" : trouble.code) {
                    case "opening":
                        return qsTr("Opening the models and the camera …");
                    case "stalled":
                        return qsTr("No picture from the camera. The time without pictures is kept as a gap.");
                    case "lost":
                        return qsTr("The camera is gone. It is looked for; the time without pictures is kept as a gap.") + " " + Words.said(trouble.text);
                    case "failed":
                    case "fault":
                        return Words.said(trouble.text);
                    default:
                        return "";
                    }
                }
            }
            Banner {
                objectName: "fallback"
                Layout.fillWidth: true
                kind: "warning"
                text: Words.said(page.live.rates.note ?? "")
            }

            Banner {
                objectName: "recordingTrouble"
                Layout.fillWidth: true
                kind: page.live.recording.code === "stopped" ? "error" : "warning"
                text: page.live.recording.sentences.map(Words.said).join(" ")
            }

            Rectangle {
                Layout.fillWidth: true
                Layout.fillHeight: true
                color: "black"
                radius: Theme.radius
                clip: true
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("Picture of the eye: %1").arg(Words.frameClass(page.live.frameClass))
                VideoView {
                    objectName: "video"
                    anchors.fill: parent
                    feed: page.live
                    layers: page.look.overlay_shown ? ["breakup"] : []
                    layerOpacity: page.opacityNow >= 0 ? page.opacityNow : page.look.overlay_opacity
                    aids: page.look.aids_shown && page.exam.stage === "ready"
                }
                BreakupStill {
                    anchors {
                        left: parent.left
                        bottom: parent.bottom
                        margins: Theme.gap
                    }
                    width: Math.min(340 * Theme.scale, parent.width * 0.4)
                    visible: page.exam.stage === "judging" && still.there
                    still: page.live.atBreakup
                    opacityOfLayer: page.look.overlay_shown ? page.look.overlay_opacity : 0
                }
                Flow {
                    anchors {
                        left: parent.left
                        right: parent.right
                        top: parent.top
                        margins: Theme.gap
                    }
                    spacing: Theme.gap
                    Mark {
                        objectName: "class"
                        text: Words.frameClass(page.live.frameClass)
                        dot: Theme.classes[page.live.frameClass] ?? Theme.muted
                    }
                    Mark {
                        text: page.live.areaPct === null || page.live.areaPct === undefined ? "" : qsTr("%1 % broken").arg(page.live.areaPct.toFixed(1))
                        dot: page.live.areaPct > 0 ? Theme.broken : Theme.intact
                    }
                    AidMarks {
                        // where the picture is small they would cover it
                        visible: page.look.aids_shown && (page.exam.stage === "ready" || parent.parent.height > 320 * Theme.scale)
                        aid: page.live.aid
                    }
                }
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.pad
                AppSwitch {
                    objectName: "overlay"
                    text: qsTr("Break-up layer")
                    checked: page.look.overlay_shown
                    onToggled: app.settings.set("interface", "overlay_shown", checked)
                }
                AppSlider {
                    objectName: "opacity"
                    // in a narrow window the picture needs the room
                    visible: page.width > 800 * Theme.scale
                    label: qsTr("Opacity of the break-up layer")
                    enabled: page.look.overlay_shown
                    from: 0
                    to: 1
                    stepSize: 0.1
                    value: page.look.overlay_opacity
                    width: Math.min(200 * Theme.scale, page.width * 0.12)
                    onMoved: page.opacityNow = value
                    // kept when it is let go: each keeping is a file written
                    onPressedChanged: if (!pressed)
                        page.keepOpacity()
                    Keys.onReleased: page.keepOpacity()
                }
                AppSwitch {
                    text: qsTr("Aids")
                    checked: page.look.aids_shown
                    onToggled: app.settings.set("interface", "aids_shown", checked)
                }
                ExposureStep {
                    exposure: page.live.exposure
                }
            }
            Rates {
                Layout.fillWidth: true
                rates: page.live.rates
            }
        }

        ExamPanel {
            Layout.fillHeight: true
            Layout.preferredWidth: Math.min(380 * Theme.scale, page.width * 0.42)
        }
    }

    AppShortcut {
        action: "exam.measure"
        onActivated: page.exam.measure()
    }
    AppShortcut {
        action: "exam.stop"
        onActivated: page.exam.stop()
    }
    AppShortcut {
        action: "exam.accept"
        onActivated: page.exam.accept()
    }
    AppShortcut {
        action: "exam.repeat"
        onActivated: page.exam.repeat()
    }
    AppShortcut {
        action: "exam.eye"
        onActivated: page.exam.other_eye()
    }
    AppShortcut {
        action: "exam.overlay"
        onActivated: app.settings.set("interface", "overlay_shown", !page.look.overlay_shown)
    }
    AppShortcut {
        action: "exam.aids"
        onActivated: app.settings.set("interface", "aids_shown", !page.look.aids_shown)
    }
}
