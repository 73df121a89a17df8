import QtQuick
import QtQuick.Layouts
import QtQuick.Dialogs
import TfCollab.Theme
import TfCollab.Controls

// What stands in place of the review while there is no recording: open one, wait for it, or why it could not be opened.
Item {
    id: opening

    readonly property bool busy: app.review.state === "busy"
    property string eye: "unknown"

    function choose() {
        files.open();
    }

    FileDialog {
        id: files
        title: qsTr("Open a recording")
        nameFilters: [qsTr("Recordings (*.mkv *.mp4 *.mov *.avi)"), qsTr("All files (*)")]
        onAccepted: app.review.open_file(selectedFile, opening.eye)
    }

    ScrollPane {
        anchors {
            fill: parent
            margins: Theme.pad
        }
        ColumnLayout {
            width: Math.min(parent.width, 620 * Theme.scale)
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.pad
            AppText {
                Layout.topMargin: Theme.pad * 2
                text: qsTr("Review")
                font.pixelSize: Theme.heading
                font.weight: Font.DemiBold
            }
            Banner {
                objectName: "openingFailed"
                Layout.fillWidth: true
                kind: "error"
                text: app.review.state === "failed" ? Words.said(app.review.sentence) : ""
            }
            Card {
                Layout.fillWidth: true
                visible: opening.busy
                title: qsTr("Reading the recording")
                note: qsTr("Every frame goes through the same analysis as a live exam.")
                Rectangle {
                    objectName: "openingProgress"
                    Layout.fillWidth: true
                    Layout.preferredHeight: 10 * Theme.scale
                    visible: app.review.progress >= 0
                    radius: height / 2
                    color: Theme.raised
                    Accessible.role: Accessible.ProgressBar
                    Accessible.name: qsTr("%1 % done").arg(Math.round(100 * app.review.progress))
                    Rectangle {
                        width: parent.width * Math.max(0, app.review.progress)
                        height: parent.height
                        radius: height / 2
                        color: Theme.accent
                    }
                }
                AppBusy {
                    Layout.fillWidth: true
                    running: opening.busy && app.review.progress < 0
                }
                RowLayout {
                    AppText {
                        Layout.fillWidth: true
                        text: app.review.progress >= 0 ? qsTr("%1 % done").arg(Math.round(100 * app.review.progress)) : qsTr("Opening")
                        color: Theme.muted
                    }
                    AppButton {
                        objectName: "stopOpening"
                        text: qsTr("Cancel")
                        onClicked: app.review.stop()
                    }
                }
            }
            Card {
                Layout.fillWidth: true
                visible: !opening.busy
                title: qsTr("Open a recording")
                note: qsTr("Without a patient: the result can be kept in a file beside the recording.")
                Labelled {
                    label: qsTr("Which eye it is")
                    note: opening.eye === "unknown" ? qsTr("Without it, nasal and temporal cannot be told.") : ""
                    Segments {
                        objectName: "openingEye"
                        label: qsTr("Which eye it is")
                        value: opening.eye
                        options: ["OD", "OS", "unknown"].map(code => ({
                                    "text": Words.eye(code),
                                    "value": code
                                }))
                        onChosen: value => opening.eye = value
                    }
                }
                Flow {
                    Layout.fillWidth: true
                    spacing: Theme.gap
                    AppButton {
                        objectName: "chooseFile"
                        kind: "primary"
                        focus: true
                        text: qsTr("Choose a file")
                        does: "app.open"
                        onClicked: opening.choose()
                    }
                    AppButton {
                        objectName: "openDemo"
                        text: qsTr("Sample recording")
                        onClicked: app.review.open_sample()
                    }
                }
            }
        }
    }
}
