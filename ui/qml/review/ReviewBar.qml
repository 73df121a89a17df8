import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Whose recording it is, what came of it, and keeping it.
RowLayout {
    id: bar

    readonly property var recording: app.review.recording
    readonly property bool unsaved: app.review.corrections.unsaved
    signal another

    spacing: Theme.pad
    AppButton {
        objectName: "backFromReview"
        visible: app.navigation.canGoBack
        text: "‹"
        font.pixelSize: Theme.large
        Accessible.name: qsTr("Back to where the recording was opened")
        onClicked: app.navigation.back()
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0
        AppText {
            objectName: "recordingName"
            Layout.fillWidth: true
            text: bar.recording.name ?? ""
            font.pixelSize: Theme.large
            font.weight: Font.DemiBold
            elide: Text.ElideMiddle
            wrapMode: Text.NoWrap
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.muted
            font.pixelSize: Theme.small
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            text: [Words.eye(bar.recording.eye), qsTr("%1 frames").arg(bar.recording.frames ?? 0), qsTr("%1 s").arg((bar.recording.durationS ?? 0).toFixed(1))].join("  ·  ")
        }
    }
    ColumnLayout {
        spacing: 0
        Layout.minimumWidth: implicitWidth
        AppText {
            objectName: "median"
            Layout.alignment: Qt.AlignRight
            text: ReviewWords.median(app.review.repeats)
            font.pixelSize: Theme.large
            font.weight: Font.DemiBold
            wrapMode: Text.NoWrap
        }
        AppText {
            Layout.alignment: Qt.AlignRight
            color: Theme.muted
            font.pixelSize: Theme.small
            wrapMode: Text.NoWrap
            text: {
                const repeats = app.review.repeats;
                const counted = (repeats.measured ?? 0) + (repeats.censored ?? 0);
                const words = qsTr("median of %1").arg(counted);
                return repeats.rejected ? words + qsTr(", %1 rejected").arg(repeats.rejected) : words;
            }
        }
    }
    AppButton {
        objectName: "saveReview"
        kind: "primary"
        does: enabled ? "review.save" : ""
        enabled: bar.unsaved && !app.review.corrections.saving
        text: app.review.corrections.saving ? qsTr("Saving") : bar.unsaved ? qsTr("Save") : qsTr("Saved")
        hint: bar.recording.stored ? qsTr("Keeps a new version in the exam record.") : qsTr("Keeps the result in a file beside the recording.")
        visible: bar.unsaved || app.review.corrections.done.length > 0
        onClicked: app.review.corrections.save()
    }
    AppButton {
        objectName: "openAnother"
        text: qsTr("Another recording")
        onClicked: bar.another()
    }
}
