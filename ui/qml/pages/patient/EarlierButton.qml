import QtQuick
import TfCollab.Controls

// Of a list by time the newest are shown; each press shows as many more.
AppButton {
    id: earlier

    property int some: 20
    property int total: 0
    property int shown: some

    visible: shown < total
    text: qsTr("Show %1 earlier visits").arg(Math.min(some, total - shown))
    onClicked: {
        const before = nextItemInFocusChain(false);
        shown += some;
        if (!visible)
            before.forceActiveFocus(Qt.TabFocusReason);
    }
}
