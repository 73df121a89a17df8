import QtQuick
import QtQuick.Controls.Basic
import TfCollab.Theme

// Scrolls its one child up and down where there is not room for it; brings what has the keyboard into sight.
Flickable {
    id: pane

    property Item focused: Window.activeFocusItem

    contentWidth: width
    contentHeight: contentItem.childrenRect.height
    implicitHeight: contentHeight
    boundsBehavior: Flickable.StopAtBounds
    interactive: contentHeight > height
    clip: interactive
    ScrollBar.vertical: ScrollBar {
        policy: pane.interactive ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
        Accessible.name: qsTr("Scroll bar")
        contentItem: Rectangle {
            implicitWidth: 8
            radius: 4
            color: Theme.fieldRule
        }
    }
    onFocusedChanged: {
        let above = focused;
        while (above && above !== contentItem)
            above = above.parent;
        if (!above || !interactive)
            return;
        const top = focused.mapToItem(contentItem, 0, 0).y;
        if (top < contentY)
            contentY = Math.max(0, top - 12);
        else if (top + focused.height > contentY + height)
            contentY = Math.min(contentHeight - height, top + focused.height + 12 - height);
    }
}
