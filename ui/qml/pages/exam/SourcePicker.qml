import QtQuick
import QtQuick.Layouts
import QtQuick.Dialogs
import TfCollab.Theme
import TfCollab.Controls

// Before an exam: which camera, or which recording in its place.
ScrollPane {
    id: picker

    contentHeight: column.implicitHeight + 2 * Theme.pad

    ColumnLayout {
        id: column
        y: Theme.pad
        width: Math.min(picker.width - 2 * Theme.pad, 720 * Theme.scale)
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.pad

        AppText {
            Layout.fillWidth: true
            text: app.exam.subject ? qsTr("Exam of %1").arg(app.exam.subject) : qsTr("Exam without a patient")
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            maximumLineCount: 2
        }
        AppText {
            Layout.fillWidth: true
            text: app.exam.subject ? qsTr("Every frame is recorded, encrypted, and kept with the patient.") : qsTr("Nothing is recorded or kept.")
            color: Theme.muted
        }
        Banner {
            objectName: "settingsFault"
            Layout.fillWidth: true
            kind: "error"
            text: Words.said(app.settings.fault)
        }
        Card {
            Layout.fillWidth: true
            title: qsTr("Camera")
            CameraList {
                Layout.fillWidth: true
                enabled: app.settings.fault === ""
                onChosen: (number, name) => app.exam.open_camera(number, name)
            }
        }
        Card {
            Layout.fillWidth: true
            title: qsTr("A recording in place of the camera")
            note: qsTr("It plays in true time, over and over: to learn the exam, or to try the settings.")
            Flow {
                Layout.fillWidth: true
                spacing: Theme.gap
                AppButton {
                    objectName: "playSample"
                    text: qsTr("Sample recording")
                    enabled: app.settings.fault === ""
                    onClicked: app.exam.play_sample_as_camera()
                }
                AppButton {
                    text: qsTr("Choose a recording …")
                    enabled: app.settings.fault === ""
                    onClicked: chooser.open()
                }
            }
        }
    }
    FileDialog {
        id: chooser
        title: qsTr("Choose a recording")
        nameFilters: [qsTr("Recordings (%1)").arg("*.mkv *.mp4 *.mov *.avi"), qsTr("All files (%1)").arg("*")]
        onAccepted: app.exam.play_as_camera(String(selectedFile))
    }
}
