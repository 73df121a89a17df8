import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// What to do now, the clock, and what has been measured.
Rectangle {
    id: panel

    readonly property var exam: app.exam
    readonly property var clock: app.exam.live.clock
    readonly property bool replay: exam.isReplay
    readonly property bool broke: clock.kind === "measured"
    // in a low window what has to be done now comes first
    readonly property bool low: height < 480 * Theme.scale

    color: Theme.surface
    radius: Theme.radius * 1.5
    border.color: Theme.rule

    ScrollPane {
        id: scroll
        anchors {
            fill: parent
            margins: Theme.pad
        }
        contentHeight: column.implicitHeight
        ColumnLayout {
            id: column
            // with room for the scroll bar, there or not, so that nothing jumps
            width: scroll.width - Theme.gap
            spacing: Theme.gap * 1.5

            AppText {
                Layout.fillWidth: true
                objectName: "whose"
                // always there: nobody is to be recorded under another's name
                text: panel.exam.subject || panel.exam.source
                font.weight: Font.DemiBold
                font.pixelSize: panel.low ? Theme.small : Theme.body
                elide: Text.ElideRight
                maximumLineCount: panel.low ? 1 : 2
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap
                AppText {
                    objectName: "eye"
                    Layout.fillWidth: true
                    text: Words.eye(panel.exam.eye)
                    font.pixelSize: Theme.large
                    font.weight: Font.DemiBold
                    color: Theme.accent
                }
                AppText {
                    objectName: "count"
                    visible: !panel.replay
                    text: qsTr("%1 of %2").arg(panel.exam.accepted[panel.exam.eye] ?? 0).arg(app.settings.protocol.measurements ?? "–")
                    color: Theme.muted
                    Accessible.name: qsTr("%1 measurements accepted").arg(text)
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0
                AppText {
                    Layout.fillWidth: true
                    text: panel.broke ? qsTr("First break-up after") : panel.clock.kind === "censored" ? qsTr("No break-up until the end") : qsTr("Seconds since the blink")
                    color: panel.broke ? Theme.broken : Theme.muted
                    font.pixelSize: Theme.small
                }
                AppText {
                    objectName: "clock"
                    Layout.fillWidth: true
                    text: {
                        const seconds = panel.clock.seconds;
                        if (seconds === null || seconds === undefined)
                            return "–";
                        if (panel.clock.kind === "censored")
                            return "> " + (Math.floor((seconds + 0.002) * 10) / 10).toFixed(1);
                        return seconds.toFixed(1);
                    }
                    font.pixelSize: Math.round(Math.min(112 * Theme.scale, panel.width * 0.3, panel.height * 0.16))
                    font.weight: Font.Bold
                    font.features: {
                        "tnum": 1
                    }
                    color: panel.broke ? Theme.broken : panel.clock.running ? Theme.text : Theme.muted
                    wrapMode: Text.NoWrap
                    Accessible.name: qsTr("%1 s").arg(text)
                }
            }

            AppText {
                objectName: "prompt"
                Layout.fillWidth: true
                font.pixelSize: panel.low ? Theme.body : Theme.large
                Accessible.role: Accessible.AlertMessage
                text: {
                    if (["failed", "fault"].includes(panel.exam.live.trouble.code))
                        return "";
                    switch (panel.exam.stage) {
                    case "opening":
                        return qsTr("One moment …");
                    case "ready":
                        return qsTr("Centre the rings and focus, then start the measurement.");
                    case "armed":
                        return qsTr("“Blink %1 times, then keep the eye open.”").arg(app.settings.protocol.blinks ?? 2);
                    case "running":
                        return panel.broke ? qsTr("The film has broken. The patient may blink.") : qsTr("“Keep the eye open.”");
                    case "saving":
                        return qsTr("Measuring …");
                    case "judging":
                        return qsTr("Accept this measurement?");
                    case "resting":
                        return qsTr("Rest: blink freely for %1 s.").arg(Math.ceil(panel.exam.restLeft));
                    case "replay":
                        return qsTr("The recording is played and every frame is analysed.");
                    case "finished":
                        return panel.replay ? qsTr("The recording has ended.") : qsTr("Both eyes are measured.");
                    default:
                        return "";
                    }
                }
            }

            AppButton {
                objectName: "measure"
                Layout.fillWidth: true
                visible: panel.exam.stage === "ready" || panel.exam.stage === "resting"
                kind: "primary"
                text: qsTr("Start measurement")
                does: "exam.measure"
                onClicked: panel.exam.measure()
            }
            AppButton {
                objectName: "stop"
                Layout.fillWidth: true
                visible: panel.exam.stage === "armed" || panel.exam.stage === "running"
                text: qsTr("Stop")
                does: "exam.stop"
                onClicked: panel.exam.stop()
            }
            ColumnLayout {
                Layout.fillWidth: true
                visible: panel.exam.stage === "judging"
                spacing: Theme.gap
                AppButton {
                    objectName: "accept"
                    Layout.fillWidth: true
                    kind: "primary"
                    text: qsTr("Accept")
                    does: "exam.accept"
                    onClicked: panel.exam.accept()
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.gap
                    AppButton {
                        objectName: "repeat"
                        Layout.fillWidth: true
                        text: qsTr("Repeat")
                        does: "exam.repeat"
                        onClicked: panel.exam.repeat()
                    }
                    AppButton {
                        objectName: "reject"
                        Layout.fillWidth: true
                        kind: "danger"
                        text: qsTr("Reject …")
                        onClicked: rejecting.open()
                    }
                }
            }
            AppButton {
                objectName: "otherEye"
                Layout.fillWidth: true
                visible: ["ready", "resting"].includes(panel.exam.stage)
                text: panel.exam.eye === "OD" ? qsTr("To the left eye") : qsTr("To the right eye")
                does: "exam.eye"
                onClicked: panel.exam.other_eye()
            }

            AppButton {
                objectName: "toReport"
                Layout.fillWidth: true
                visible: panel.exam.stage === "finished" && panel.exam.patient !== ""
                kind: "primary"
                text: qsTr("To the report")
                onClicked: app.open_patient(panel.exam.patient, panel.exam.subject, "Report")
            }
            AppButton {
                objectName: "reviewReplayed"
                Layout.fillWidth: true
                visible: panel.exam.stage === "finished" && panel.replay
                kind: "primary"
                text: qsTr("Review the recording")
                onClicked: app.navigation.show("Review", {
                    "replayed": true
                })
            }

            AppText {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
                text: qsTr("Measurements")
                font.weight: Font.DemiBold
            }
            AppText {
                Layout.fillWidth: true
                visible: panel.exam.measurements.length === 0
                text: qsTr("None yet.")
                color: Theme.faint
            }
            Repeater {
                model: panel.exam.measurements
                MeasurementRow {
                    Layout.fillWidth: true
                }
            }
            AppButton {
                objectName: "leave"
                Layout.fillWidth: true
                Layout.topMargin: Theme.pad
                text: panel.replay ? qsTr("Close the recording") : qsTr("End the exam")
                onClicked: panel.exam.busy ? leaving.open() : panel.exam.leave()
            }
        }
    }

    AppShortcut {
        action: "exam.reject"
        onActivated: if (panel.exam.stage === "judging")
            rejecting.open()
    }

    RejectDialog {
        id: rejecting
    }
    AppDialog {
        id: leaving
        title: qsTr("End the exam in the middle of a measurement?")
        buttons: [
            AppButton {
                objectName: "leaveAnyway"
                text: qsTr("End the exam")
                kind: "danger"
                onClicked: {
                    leaving.close();
                    panel.exam.leave();
                }
            },
            AppButton {
                text: qsTr("Go on")
                kind: "primary"
                focus: true
                onClicked: leaving.close()
            }
        ]
        AppText {
            Layout.fillWidth: true
            text: qsTr("What has been measured is kept; the measurement that is running ends here.")
        }
    }
}
