<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>only here</source>
        <translation>仅此处有</translation>
    </message>
    <message>
        <source>higher resolution</source>
        <translation>分辨率更高</translation>
    </message>
    <message>
        <source>highest resolution</source>
        <translation>分辨率最高</translation>
    </message>
    <message>
        <source>larger file</source>
        <translation>文件更大</translation>
    </message>
    <message>
        <source>largest file</source>
        <translation>文件最大</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>earliest</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>older file</source>
        <translation>文件更旧</translation>
    </message>
    <message>
        <source>oldest file</source>
        <translation>文件最旧</translation>
    </message>
    <message>
        <source>higher rating</source>
        <translation>评分更高</translation>
    </message>
    <message>
        <source>highest rating</source>
        <translation>评分最高</translation>
    </message>
    <message>
        <source>N P</source>
        <comment>two keys</comment>
        <translation>N P</translation>
    </message>
    <message>
        <source>next, previous group</source>
        <translation>下一组、上一组</translation>
    </message>
    <message>
        <source>1–9</source>
        <comment>keys</comment>
        <translation>1–9</translation>
    </message>
    <message>
        <source>keep that one</source>
        <translation>保留该项</translation>
    </message>
    <message>
        <source>A</source>
        <comment>a key</comment>
        <translation>A</translation>
    </message>
    <message>
        <source>keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>T</source>
        <comment>a key</comment>
        <translation>T</translation>
    </message>
    <message>
        <source>trash or not</source>
        <translation>移到回收站/取消</translation>
    </message>
    <message>
        <source>X</source>
        <comment>a key</comment>
        <translation>X</translation>
    </message>
    <message>
        <source>not duplicates</source>
        <translation>不是重复照片</translation>
    </message>
    <message>
        <source>C</source>
        <comment>a key</comment>
        <translation>C</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <comment>a key</comment>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>← →</source>
        <comment>two keys</comment>
        <translation>← →</translation>
    </message>
    <message>
        <source>file of the group</source>
        <translation>组内文件</translation>
    </message>
    <message>
        <source>R</source>
        <comment>a key</comment>
        <translation>R</translation>
    </message>
    <message>
        <source>mark all</source>
        <translation>全部标记</translation>
    </message>
    <message>
        <source>S</source>
        <comment>a key</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>find similar</source>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>{number}: {name}</source>
        <translation>{number}：{name}</translation>
    </message>
    <message>
        <source>{width} × {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>Looking for duplicates...</source>
        <translation>正在查找重复照片...</translation>
    </message>
    <message>
        <source>What was found so far is being put into groups.</source>
        <translation>正在将目前找到的照片分组。</translation>
    </message>
    <message>
        <source>The duplicates cannot be shown</source>
        <translation>无法显示重复照片</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Reading the other groups: {count} photos to go</source>
        <translation>正在读取其他组：还剩 {count} 张照片</translation>
    </message>
    <message>
        <source>Still comparing: {count} to go</source>
        <translation>仍在比较：还剩 {count} 张</translation>
    </message>
    <message>
        <source>Its photos are compared with all others once it is added. They stay where they are, and are only read.</source>
        <translation>添加后，其中的照片会与所有其他照片比较。照片留在原处，只会被读取。</translation>
    </message>
    <message>
        <source>Add a folder first</source>
        <translation>请先添加文件夹</translation>
    </message>
    <message>
        <source>Then its photos are compared, and what is there several times is shown here.</source>
        <translation>随后会比较其中的照片，重复出现的照片将显示在这里。</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>前往图库</translation>
    </message>
    <message>
        <source>Nothing in {folder} has a copy in the library so far</source>
        <translation>目前 {folder} 中的照片在图库中都没有副本</translation>
    </message>
    <message>
        <source>No group matches the filter</source>
        <translation>没有符合筛选条件的组</translation>
    </message>
    <message>
        <source>There are groups of this class with other names or in other folders.</source>
        <translation>此类别中有其他名称或位于其他文件夹的组。</translation>
    </message>
    <message>
        <source>Show all groups</source>
        <translation>显示所有组</translation>
    </message>
    <message>
        <source>No version is that certain</source>
        <translation>没有达到此确定程度的版本</translation>
    </message>
    <message>
        <source>With the slider further to the left there may be some.</source>
        <translation>将滑块向左移动，可能会有结果。</translation>
    </message>
    <message>
        <source>Show all that were found</source>
        <translation>显示找到的所有版本</translation>
    </message>
    <message>
        <source>What is found appears here at once.</source>
        <translation>找到的内容会立即显示在这里。</translation>
    </message>
    <message>
        <source>No identical files in {count} photos</source>
        <translation>{count} 张照片中没有相同文件</translation>
    </message>
    <message>
        <source>No identical pictures in {count} photos</source>
        <translation>{count} 张照片中没有相同图像</translation>
    </message>
    <message>
        <source>No other versions of a shot in {count} photos</source>
        <translation>{count} 张照片中没有同一次拍摄的其他版本</translation>
    </message>
    <message>
        <source>No series in {count} photos</source>
        <translation>{count} 张照片中没有系列</translation>
    </message>
    <message>
        <source>No duplicates found in {count} photos</source>
        <translation>在 {count} 张照片中未找到重复照片</translation>
    </message>
    <message>
        <source>The same file several times, byte for byte. All but one are marked from the start.</source>
        <translation>同一个文件出现多次，每个字节都相同。一开始就已标记除一个以外的所有文件。</translation>
    </message>
    <message>
        <source>The same pixels in different files: other metadata, or another format that loses nothing. All but one are marked from the start.</source>
        <translation>不同文件中的像素相同：元数据不同，或采用另一种无损格式。一开始就已标记除一个以外的所有文件。</translation>
    </message>
    <message>
        <source>One shot in several versions: resized, cropped, turned, edited, compressed again. Nothing is marked until you do.</source>
        <translation>同一次拍摄的多个版本：调整过大小、裁剪、旋转、编辑或重新压缩。在您标记之前，不会标记任何内容。</translation>
    </message>
    <message>
        <source>Photos taken one after the other, or of one scene. They are related, not copies; nothing is marked until you do.</source>
        <translation>接连拍摄或拍摄同一场景的照片。它们彼此相关，但不是副本；在您标记之前，不会标记任何内容。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical file(s)</source>
        <translation>
            <numerusform>%Ln 个相同文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical picture(s)</source>
        <translation>
            <numerusform>%Ln 张相同图像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other version(s) of a shot</source>
        <translation>
            <numerusform>同一次拍摄的 %Ln 个其他版本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of a series, of which there is no copy</source>
        <translation>
            <numerusform>系列中的 %Ln 张照片，没有副本</numerusform>
        </translation>
    </message>
    <message>
        <source>You chose the one to keep</source>
        <translation>您选择了要保留的照片</translation>
    </message>
    <message>
        <source>{what}: {reason}</source>
        <comment>class of a pair, why the other one stays</comment>
        <translation>{what}：{reason}</translation>
    </message>
    <message>
        <source>Identical file</source>
        <translation>相同文件</translation>
    </message>
    <message>
        <source>Identical picture</source>
        <translation>相同图像</translation>
    </message>
    <message>
        <source>Stays: {path}</source>
        <translation>保留：{path}</translation>
    </message>
    <message>
        <source>{name} + {count}</source>
        <comment>a photo and the number of files that belong to it</comment>
        <translation>{name} + {count}</translation>
    </message>
    <message>
        <source>Is added: {what}</source>
        <translation>补充：{what}</translation>
    </message>
    <message>
        <source>Stays as it is, though copies say otherwise: {what}</source>
        <translation>保持不变，尽管副本中的信息不同：{what}</translation>
    </message>
    <message>
        <source>From {files}</source>
        <translation>来自 {files}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) will be written; no photo is changed, and an undo takes them back. The list shows what is written where.</source>
        <translation>
            <numerusform>将写入 %Ln 个附属文件；不会更改任何照片，撤销时会一并收回。列表显示写入的内容和位置。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has to be written: the kept photos know all of it.</source>
        <translation>无需写入：保留的照片已包含全部信息。</translation>
    </message>
    <message numerus="yes">
        <source>Copies of %Ln kept photo(s) know something that the photo itself does not. Without the check mark that goes to the trash with them.</source>
        <translation>
            <numerusform>有 %Ln 张保留照片的副本含有照片自身没有的信息。若不勾选，这些信息会随副本移到回收站。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the check mark %Ln more photo(s) can go: their sidecar is not lost then.</source>
        <translation>
            <numerusform>勾选后可再移走 %Ln 张照片：它们的附属文件不会丢失。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the check mark %Ln photo(s) stay whose metadata cannot be kept.</source>
        <translation>
            <numerusform>勾选后，有 %Ln 张照片因元数据无法保留而留在原处。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln file(s) to the quarantine</source>
        <translation>
            <numerusform>将 %Ln 个文件移到隔离文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln file(s) to the trash</source>
        <translation>
            <numerusform>将 %Ln 个文件移到回收站</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) to look for</source>
        <translation>
            <numerusform>有 %Ln 个文件需要查找</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was moved to the trash</source>
        <translation>没有文件移到回收站</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) moved to the quarantine</source>
        <translation>
            <numerusform>已将 %Ln 个文件移到隔离文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) moved to the trash</source>
        <translation>
            <numerusform>已将 %Ln 个文件移到回收站</numerusform>
        </translation>
    </message>
    <message>
        <source>{files} · {size}</source>
        <translation>{files} · {size}</translation>
    </message>
    <message>
        <source>{done} of {count} moved, then: {error}</source>
        <translation>已移动 {done} 个（共 {count} 个），随后出错：{error}</translation>
    </message>
    <message>
        <source>You stopped it: the rest is where it was.</source>
        <translation>您已停止操作：其余文件仍在原处。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are gone from their place and not certainly in the trash; Undo looks for them.</source>
        <translation>
            <numerusform>有 %Ln 个文件已不在原处，也不确定是否在回收站中；“撤销”会查找它们。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) lie in the folder .photofinder-quarantine on their own drive, which has no trash; it is emptied by nobody but you.</source>
        <translation>
            <numerusform>有 %Ln 个文件位于其所在驱动器的隔离文件夹 .photofinder-quarantine 中，因为该驱动器没有回收站；此文件夹只能由您自己清空。</numerusform>
        </translation>
    </message>
    <message>
        <source>You can undo this here, and later in History.</source>
        <translation>您可以在这里撤销，以后也可以在“历史记录”中撤销。</translation>
    </message>
    <message>
        <source>You can undo this here, and later in History, as long as the trash is not emptied. Emptying it frees the space.</source>
        <translation>只要回收站未清空，您就可以在这里撤销，以后也可以在“历史记录”中撤销。清空回收站后才会释放空间。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are back where they were.</source>
        <translation>
            <numerusform>%Ln 个文件已回到原处。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) of kept photos say no more what was taken over.</source>
        <translation>
            <numerusform>保留照片的 %Ln 个附属文件已不再含有并入的信息。</numerusform>
        </translation>
    </message>
    <message>
        <source>There was nothing to put back.</source>
        <translation>没有需要放回的文件。</translation>
    </message>
    <message>
        <source>You stopped it: the rest is still in the trash.</source>
        <translation>您已停止操作：其余文件仍在回收站中。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be put back or taken back.</source>
        <translation>
            <numerusform>有 %Ln 个文件无法放回或收回。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was removed</source>
        <translation>未移除任何文件</translation>
    </message>
    <message numerus="yes">
        <source>Undone, but for %Ln sidecar(s)</source>
        <translation>
            <numerusform>已撤销，但有 %Ln 个附属文件除外</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Undone in part: {restored} of {files}</source>
        <translation>已撤销一部分：{restored}/{files}</translation>
    </message>
    <message>
        <source>In the trash</source>
        <translation>在回收站中</translation>
    </message>
    <message>
        <source>On a drive that is not connected</source>
        <translation>位于未连接的驱动器上</translation>
    </message>
    <message>
        <source>Not in the trash any more</source>
        <translation>已不在回收站中</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>尚未处理</translation>
    </message>
    <message>
        <source>Being moved</source>
        <translation>正在移动</translation>
    </message>
    <message>
        <source>Left alone</source>
        <translation>保持不动</translation>
    </message>
    <message>
        <source>Could not be moved</source>
        <translation>无法移动</translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation>请自行查找</translation>
    </message>
    <message>
        <source>Being put back</source>
        <translation>正在放回</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>已放回</translation>
    </message>
    <message>
        <source>That would be the same file several times, byte for byte.</source>
        <translation>即同一个文件出现多次，每个字节都相同。</translation>
    </message>
    <message>
        <source>That would be the same pixels in different files: other metadata, or another format that loses nothing.</source>
        <translation>即不同文件中的像素相同：元数据不同，或采用另一种无损格式。</translation>
    </message>
    <message>
        <source>That would be one shot in several versions: resized, cropped, turned, edited, compressed again.</source>
        <translation>即同一次拍摄的多个版本：调整过大小、裁剪、旋转、编辑或重新压缩。</translation>
    </message>
    <message>
        <source>That would be photos taken one after the other, or of one scene: related, not copies.</source>
        <translation>即接连拍摄或拍摄同一场景的照片：彼此相关，但不是副本。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) of identical pictures</source>
        <translation>
            <numerusform>%Ln 个图像相同的文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln version(s) of one shot</source>
        <translation>
            <numerusform>同一次拍摄的 %Ln 个版本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Series of %Ln photo(s)</source>
        <translation>
            <numerusform>系列：%Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep</source>
        <comment>a mark on a photo</comment>
        <translation>保留</translation>
    </message>
    <message>
        <source>Trash</source>
        <comment>a mark on a photo</comment>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Not decided</source>
        <comment>a photo without a mark</comment>
        <translation>未决定</translation>
    </message>
    <message>
        <source>nothing marked</source>
        <translation>未标记</translation>
    </message>
    <message numerus="yes">
        <source>%Ln to the trash</source>
        <translation>
            <numerusform>%Ln 个待移到回收站</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Related, not copies: {relation}</source>
        <translation>相关但不是副本：{relation}</translation>
    </message>
    <message>
        <source>You keep {name}</source>
        <translation>您选择保留 {name}</translation>
    </message>
    <message>
        <source>Keep {name}: {reason}</source>
        <translation>保留 {name}：{reason}</translation>
    </message>
    <message>
        <source>First of the series</source>
        <translation>系列中的第一张</translation>
    </message>
    <message>
        <source>Suggested: {reason}</source>
        <translation>建议保留：{reason}</translation>
    </message>
    <message>
        <source>Stays in the place of the suggested one</source>
        <translation>代替建议的文件保留</translation>
    </message>
    <message>
        <source>{percent} % of the pixels</source>
        <translation>像素数的 {percent}%</translation>
    </message>
    <message>
        <source>{size} larger</source>
        <translation>大 {size}</translation>
    </message>
    <message>
        <source>{size} smaller</source>
        <translation>小 {size}</translation>
    </message>
    <message>
        <source>{time} later</source>
        <translation>晚 {time}</translation>
    </message>
    <message>
        <source>{time} earlier</source>
        <translation>早 {time}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: nothing of its group would be left.</source>
        <translation>
            <numerusform>%Ln 个文件未标记：否则其所在的组将不剩任何文件。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: nothing identical would be left, only another version. Choose between versions in Same shot.</source>
        <translation>
            <numerusform>%Ln 个文件未标记：否则将不剩相同的文件，只剩另一个版本。请在“同一次拍摄”中选择版本。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: it lies in a protected folder.</source>
        <translation>
            <numerusform>%Ln 个文件未标记：位于受保护的文件夹中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: not verified yet. The next scan compares the pixels.</source>
        <translation>
            <numerusform>有 %Ln 个文件未标记：尚未核实。下次扫描会比较像素。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: it is the same file under another name, and removing it would gain nothing.</source>
        <translation>
            <numerusform>%Ln 个文件未标记：它是同一个文件的另一个名称，移除它不会释放空间。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} {count}</source>
        <comment>a tab</comment>
        <translation>{name} {count}</translation>
    </message>
    <message>
        <source>{name} {count} · {size}</source>
        <comment>a tab</comment>
        <translation>{name} {count} · {size}</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n 个文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>Photo {number} of {count}</source>
        <extracomment>a screen reader asks for what is near; the items of others are let go of all grids there ever were: see above</extracomment>
        <translation>第 {number} 张照片，共 {count} 张</translation>
    </message>
    <message>
        <source>{name}, selected</source>
        <translation>{name}，已选中</translation>
    </message>
    <message>
        <source>Indexing {done} of {total}</source>
        <extracomment>below so many a second a decimal says more than it confuses</extracomment>
        <translation>正在索引 {done}/{total}</translation>
    </message>
    <message>
        <source>Indexing, {done} so far</source>
        <translation>正在索引，已完成 {done}</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>正在索引</translation>
    </message>
    <message>
        <source>Comparing {done} of {total}</source>
        <translation>正在比较 {done}/{total}</translation>
    </message>
    <message>
        <source>Comparing, {done} so far</source>
        <translation>正在比较，已完成 {done}</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>Comparing again {done} of {total}</source>
        <translation>正在重新比较 {done}/{total}</translation>
    </message>
    <message>
        <source>Comparing again, {done} so far</source>
        <translation>正在重新比较，已完成 {done}</translation>
    </message>
    <message>
        <source>Comparing again</source>
        <translation>正在重新比较</translation>
    </message>
    <message>
        <source>Looking for changes, {done} of {total}</source>
        <translation>正在检查更改，{done}/{total}</translation>
    </message>
    <message>
        <source>Looking for changes, {done} photos so far</source>
        <translation>正在检查更改，已检查 {done} 张照片</translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation>正在检查更改</translation>
    </message>
    <message>
        <source>Reading with the new model, {done} of {total}</source>
        <translation>正在用新模型读取，{done}/{total}</translation>
    </message>
    <message>
        <source>Reading with the new model, {done} so far</source>
        <translation>正在用新模型读取，已完成 {done}</translation>
    </message>
    <message>
        <source>Reading with the new model</source>
        <translation>正在用新模型读取</translation>
    </message>
    <message>
        <source>Preparing the search index, {done} of {total}</source>
        <translation>正在准备搜索索引，{done}/{total}</translation>
    </message>
    <message>
        <source>Preparing the search index</source>
        <translation>正在准备搜索索引</translation>
    </message>
    <message>
        <source>Building the search index</source>
        <translation>正在建立搜索索引</translation>
    </message>
    <message>
        <source>Proving identical pictures</source>
        <translation>正在核实相同图像</translation>
    </message>
    <message>
        <source>Cleaning up</source>
        <translation>正在清理</translation>
    </message>
    <message>
        <source>Bringing photos back</source>
        <translation>正在放回照片</translation>
    </message>
    <message>
        <source>{name}, {done} of {total}</source>
        <translation>{name}，{done}/{total}</translation>
    </message>
    <message>
        <source>{name}, {done} so far</source>
        <translation>{name}，已完成 {done}</translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation>{rate} 张/秒</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还剩{time}</translation>
    </message>
    <message>
        <source>Find similar</source>
        <extracomment>more would open a window each</extracomment>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation>在图库中显示</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Only the first {count} of the photos are searched with.</source>
        <translation>仅用前 {count} 张照片进行搜索。</translation>
    </message>
    <message>
        <source>Choose 2 to {most} photos to compare.</source>
        <translation>请选择 2 到 {most} 张照片进行比较。</translation>
    </message>
    <message>
        <source>No program opens {path}.</source>
        <translation>没有可打开 {path} 的程序。</translation>
    </message>
    <message>
        <source>There is not enough free memory for this picture.
Close other programs and try again.</source>
        <translation>可用内存不足，无法显示此图片。
请关闭其他程序，然后重试。</translation>
    </message>
    <message>
        <source>No preview</source>
        <extracomment>between a cell&apos;s edge and its plate, and between the plate and the picture smaller cells have no room for a name; their badges have icons only badges never sit on less than this, however narrow the picture names are a little smaller than other text</extracomment>
        <translation>无预览</translation>
    </message>
    <message>
        <source>over 99 %</source>
        <extracomment>more frames on one picture tell nobody anything nobody is as certain as 100 %</extracomment>
        <translation>超过 99%</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>not verified yet</source>
        <comment>a photo whose pixels were not compared with the kept one</comment>
        <translation>尚未核实</translation>
    </message>
    <message>
        <source>{certain} one series</source>
        <translation>同一系列的可能性：{certain}</translation>
    </message>
    <message>
        <source>{certain} the same shot</source>
        <translation>同一次拍摄的可能性：{certain}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln matching detail(s)</source>
        <translation>
            <numerusform>%Ln 处细节吻合</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} alike</source>
        <translation>{share} 相似</translation>
    </message>
    <message>
        <source>Not verified yet: it looks alike, but its pixels were not compared with those of the suggested picture. The next scan does that; until then it cannot be marked.</source>
        <translation>尚未核实：看起来相同，但其像素尚未与建议保留的图像比较。下次扫描会进行比较；在此之前无法标记。</translation>
    </message>
    <message>
        <source>{certainty}.</source>
        <translation>{certainty}。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln detail(s) lie at the same places in both pictures.</source>
        <translation>
            <numerusform>有 %Ln 处细节在两张图像中位置相同。</numerusform>
        </translation>
    </message>
    <message>
        <source>No place was found where one shows what the other does.</source>
        <translation>未找到两张图像内容相同的部分。</translation>
    </message>
    <message>
        <source>Where both show the same, they are {share} alike.</source>
        <translation>在内容相同的部分，两者 {share} 相似。</translation>
    </message>
    <message>
        <source>Compared closely, at {pixels} pixels: something moved inside the dashed frame.</source>
        <translation>已在 {pixels} 像素下仔细比较：虚线框内有东西动了。</translation>
    </message>
    <message>
        <source>Compared closely, at {pixels} pixels: something moved.</source>
        <translation>已在 {pixels} 像素下仔细比较：有东西动了。</translation>
    </message>
    <message>
        <source>Compared closely, at {pixels} pixels: nothing moved.</source>
        <translation>已在 {pixels} 像素下仔细比较：没有东西移动。</translation>
    </message>
    <message>
        <source>It shows {share} of the suggested picture: what lies in the frame there.</source>
        <translation>它显示了建议保留的图像的 {share}：即那张图像上框内的部分。</translation>
    </message>
    <message>
        <source>The suggested picture shows {share} of it: what lies in the frame here.</source>
        <translation>建议保留的图像显示了它的 {share}：即这张图像上框内的部分。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Stays instead</source>
        <translation>保留的照片</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Kept photo</source>
        <translation>保留的照片</translation>
    </message>
    <message>
        <source>Sidecar</source>
        <translation>附属文件</translation>
    </message>
    <message>
        <source>Is added</source>
        <translation>补充的信息</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>保持不变的信息</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>出了什么问题</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>ISO</source>
        <translation>ISO</translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation>焦距</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>软件</translation>
    </message>
    <message>
        <source>{width} × {height} ({mega} MP)</source>
        <translation>{width} × {height} ({mega} MP)</translation>
    </message>
    <message>
        <source>f/{number}</source>
        <translation>f/{number}</translation>
    </message>
    <message>
        <source>1/{part} s</source>
        <translation>1/{part} 秒</translation>
    </message>
    <message>
        <source>{length} mm</source>
        <translation>{length} mm</translation>
    </message>
    <message>
        <source>{degrees}° N</source>
        <translation>北纬 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° S</source>
        <translation>南纬 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° E</source>
        <translation>东经 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° W</source>
        <translation>西经 {degrees}°</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>{stars} of {most} stars</source>
        <translation>{stars} 星（满分 {most} 星）</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>{model} computes the test card rightly on {provider}.</source>
        <translation>{model} 在 {provider} 上对测试图的计算结果正确。</translation>
    </message>
    <message>
        <source>Is named like {pattern}</source>
        <translation>名称符合 {pattern}</translation>
    </message>
    <message>
        <source>Is not named like {pattern}</source>
        <translation>名称不符合 {pattern}</translation>
    </message>
    <message>
        <source>Lies in a protected folder</source>
        <translation>位于受保护的文件夹中</translation>
    </message>
    <message>
        <source>Has its RAW or its film beside it</source>
        <translation>旁边有其 RAW 文件或短片</translation>
    </message>
    <message>
        <source>Has edits or a sidecar beside it</source>
        <translation>旁边有编辑记录或附属文件</translation>
    </message>
    <message>
        <source>Is the camera&apos;s RAW file</source>
        <translation>是相机的 RAW 文件</translation>
    </message>
    <message>
        <source>Has the camera&apos;s data</source>
        <translation>带有相机数据</translation>
    </message>
    <message>
        <source>Has the higher resolution</source>
        <translation>分辨率更高</translation>
    </message>
    <message>
        <source>Has the more original format</source>
        <translation>格式更接近原始格式</translation>
    </message>
    <message>
        <source>Is less compressed</source>
        <translation>压缩程度更低</translation>
    </message>
    <message>
        <source>Has the earlier capture time</source>
        <translation>拍摄时间更早</translation>
    </message>
    <message>
        <source>Has the later capture time</source>
        <translation>拍摄时间更晚</translation>
    </message>
    <message>
        <source>Lies in a preferred folder</source>
        <translation>位于首选文件夹中</translation>
    </message>
    <message>
        <source>Has more metadata</source>
        <translation>元数据更多</translation>
    </message>
    <message>
        <source>Has no name like a copy&apos;s, such as “photo (1)”</source>
        <translation>名称不像副本（例如“photo (1)”）</translation>
    </message>
    <message>
        <source>Lies in fewer folders</source>
        <translation>文件夹层级更少</translation>
    </message>
    <message>
        <source>Has the shorter path</source>
        <translation>路径更短</translation>
    </message>
    <message>
        <source>In a list of photos</source>
        <translation>在照片列表中</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>First and last photo</source>
        <translation>第一张和最后一张照片</translation>
    </message>
    <message>
        <source>A screenful up or down</source>
        <translation>向上或向下一屏</translation>
    </message>
    <message>
        <source>Choose up to here</source>
        <translation>选择到此处</translation>
    </message>
    <message>
        <source>Shift with a key that moves</source>
        <translation>Shift 加移动键</translation>
    </message>
    <message>
        <source>Choose one more, or one less</source>
        <translation>多选一张或少选一张</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Choose none; close the message; leave the full screen</source>
        <translation>取消选择；关闭消息；退出全屏</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Type; words with S or C: / first</source>
        <translation>直接输入；以 S 或 C 开头时先按 /</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Ctrl and the mouse wheel</source>
        <translation>Ctrl 加鼠标滚轮</translation>
    </message>
    <message>
        <source>In the settings</source>
        <translation>在设置中</translation>
    </message>
    <message>
        <source>Move a keeper rule</source>
        <translation>移动保留规则</translation>
    </message>
    <message>
        <source>In a filter</source>
        <translation>在筛选框中</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>转到列表</translation>
    </message>
    <message>
        <source>Clear it, then to the list</source>
        <translation>先清空，再转到列表</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Add a folder...</source>
        <translation>添加文件夹(&amp;A)...</translation>
    </message>
    <message>
        <source>&amp;Open image...</source>
        <translation>打开图片(&amp;O)...</translation>
    </message>
    <message>
        <source>Search with &amp;clipboard</source>
        <translation>用剪贴板搜索(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Settings...</source>
        <translation>设置(&amp;S)...</translation>
    </message>
    <message>
        <source>Close &amp;window</source>
        <translation>关闭窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation>照片(&amp;P)</translation>
    </message>
    <message>
        <source>Find &amp;similar</source>
        <translation>查找相似照片(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>预览(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Show in &amp;file manager</source>
        <translation>在文件管理器中显示(&amp;F)</translation>
    </message>
    <message>
        <source>Copy p&amp;ath</source>
        <translation>复制路径(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>所有照片</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>最近添加</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复照片</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>原文件夹</translation>
    </message>
    <message>
        <source>Stayed instead</source>
        <translation>保留的照片</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>It lies at {path}.</source>
        <translation>它位于 {path}。</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>复制(&amp;Y)</translation>
    </message>
    <message>
        <source>Duplicate folders</source>
        <translation>重复文件夹</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>Go to the &amp;message</source>
        <translation>转到消息(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>详细信息(&amp;D)</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>放大缩略图</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>缩小缩略图</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>默认大小</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>图库(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Look for changes now</source>
        <translation>立即检查更改(&amp;L)</translation>
    </message>
    <message>
        <source>Try &amp;unreadable photos again</source>
        <translation>重试无法读取的照片(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Indexing waits until you go on</source>
        <translation>在您继续之前暂停索引</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>任务(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About photofinder</source>
        <translation>关于 photofinder(&amp;A)</translation>
    </message>
    <message>
        <source>Something went wrong: {reason}</source>
        <extracomment>the translation context of the engine&apos;s templates what people call onnxruntime&apos;s execution providers facts that are times or amounts where they look like it, as a program writes them</extracomment>
        <translation>出了问题：{reason}</translation>
    </message>
    <message>
        <source>Without a date</source>
        <extracomment>what breaks a line, and what writes the letters after it in another direction invisible, of no width, and nothing that Qt takes for the beginning of a tag</extracomment>
        <translation>无日期</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{year} 年{month}</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到 1 分钟</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>约 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>约 %n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>Identical files</source>
        <translation>相同文件</translation>
    </message>
    <message>
        <source>Identical pictures</source>
        <translation>相同图像</translation>
    </message>
    <message>
        <source>Same shot</source>
        <translation>同一次拍摄</translation>
    </message>
    <message>
        <source>Open image to find similar photos</source>
        <translation>打开图片以查找相似照片</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>图片 ({patterns})</translation>
    </message>
    <message>
        <source>Without RAW files ({patterns})</source>
        <translation>不含 RAW 文件 ({patterns})</translation>
    </message>
    <message>
        <source>RAW files ({patterns})</source>
        <translation>RAW 文件 ({patterns})</translation>
    </message>
    <message>
        <source>All files ({patterns})</source>
        <translation>所有文件 ({patterns})</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be moved; History says why.</source>
        <translation>
            <numerusform>%Ln 个文件无法移动；原因见“历史记录”。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The drive or folder of this photo is not connected.</source>
        <translation>此照片所在的驱动器或文件夹未连接。</translation>
    </message>
    <message>
        <source>The file is not where it was. It is taken up again when it comes back.</source>
        <translation>文件已不在原处。文件恢复后会重新收录。</translation>
    </message>
    <message>
        <source>This photo cannot be read.</source>
        <translation>无法读取此照片。</translation>
    </message>
    <message>
        <source>Waiting to be read; searches do not know this photo yet.</source>
        <translation>等待读取；目前还无法搜索到此照片。</translation>
    </message>
    <message>
        <source>+{count}</source>
        <comment>as many more</comment>
        <extracomment>thumbnails of a row, at the widest</extracomment>
        <translation>+{count}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <extracomment>widths of a cell; pictures are 16 px less, and thumbnails are 320 px long at most while the size still changes, thumbnails of the size before are shown, scaled the photo that stays in its place while the width changes, and its height there</extracomment>
        <translation>
            <numerusform>%Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} to gain</source>
        <extracomment>of the columns in pixels; the last takes what is left</extracomment>
        <translation>可释放 {size}</translation>
    </message>
    <message numerus="yes">
        <source>%n of them identical as pictures only</source>
        <translation>
            <numerusform>其中 %n 张仅图像相同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be compared</source>
        <translation>
            <numerusform>%n 张无法比较</numerusform>
        </translation>
    </message>
    <message>
        <source>the outer folder without the inner one</source>
        <translation>外层文件夹不含内层文件夹</translation>
    </message>
    <message>
        <source>has the same as</source>
        <translation>内容等同于</translation>
    </message>
    <message>
        <source>is contained in</source>
        <translation>包含于</translation>
    </message>
    <message>
        <source>is mostly contained in</source>
        <translation>大部分包含于</translation>
    </message>
    <message>
        <source>overlaps with</source>
        <translation>部分重叠</translation>
    </message>
    <message>
        <source>has nothing of</source>
        <translation>没有共同照片</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Other folder</source>
        <translation>另一文件夹</translation>
    </message>
    <message>
        <source>Identical</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>{same} of {photos}</source>
        <translation>{same}/{photos}</translation>
    </message>
    <message>
        <source>To gain</source>
        <translation>可释放</translation>
    </message>
    <message>
        <source>Only in the first</source>
        <translation>仅在第一个中</translation>
    </message>
    <message>
        <source>The usual order</source>
        <translation>默认顺序</translation>
    </message>
    <message>
        <source>The largest picture first</source>
        <translation>最大的图像优先</translation>
    </message>
    <message>
        <source>The oldest first</source>
        <translation>最早拍摄的优先</translation>
    </message>
    <message>
        <source>The newest first</source>
        <translation>最晚拍摄的优先</translation>
    </message>
    <message>
        <source>My folders first</source>
        <translation>我的文件夹优先</translation>
    </message>
    <message>
        <source>Save the order</source>
        <translation>保存顺序</translation>
    </message>
    <message>
        <source>Name of the order; one of the same name is replaced.</source>
        <translation>顺序的名称；同名的顺序会被替换。</translation>
    </message>
    <message>
        <source>RAW+{format}</source>
        <translation>RAW+{format}</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实况</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动态</translation>
    </message>
    <message>
        <source>+ sidecar</source>
        <translation>+ 附属文件</translation>
    </message>
    <message>
        <source>With its RAW file</source>
        <translation>附带 RAW 文件</translation>
    </message>
    <message>
        <source>Live Photo with its film</source>
        <translation>实况照片及其视频</translation>
    </message>
    <message>
        <source>Motion Photo</source>
        <translation>动态照片</translation>
    </message>
    <message>
        <source>With a sidecar file</source>
        <translation>带有附属文件</translation>
    </message>
    <message>
        <source>Yes: you have this very file</source>
        <extracomment>of what is less certain, how certain it is is said</extracomment>
        <translation>是：图库中已有这个文件</translation>
    </message>
    <message>
        <source>Yes: you have this very picture in another file</source>
        <translation>是：图库中另一个文件包含相同图像</translation>
    </message>
    <message>
        <source>Yes: you have another version of this shot</source>
        <translation>是：图库中有此次拍摄的另一个版本</translation>
    </message>
    <message>
        <source>No duplicate, but one of a series that you have</source>
        <translation>不是重复照片，但属于图库中的一个系列</translation>
    </message>
    <message>
        <source>No duplicate</source>
        <translation>不是重复照片</translation>
    </message>
    <message>
        <source>{percent} % certain</source>
        <translation>确定程度 {percent}%</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Looks most like it: {percent} %</source>
        <translation>与其最相似：{percent}%</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicate(s)</source>
        <translation>
            <numerusform>%n 个重复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not</source>
        <translation>
            <numerusform>%n 个不重复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be checked</source>
        <translation>
            <numerusform>%n 个无法检查</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} checked</source>
        <translation>已检查 {done}/{total}</translation>
    </message>
    <message numerus="yes">
        <source>Add %n folder(s) and look for duplicates</source>
        <translation>
            <numerusform>添加 %n 个文件夹并查找重复照片</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder} is not in the library yet.</source>
        <translation>{folder} 尚未加入图库。</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) are not in the library yet.</source>
        <translation>
            <numerusform>有 %n 个文件夹尚未加入图库。</numerusform>
        </translation>
    </message>
    <message>
        <source>It was not tried yet. Undo takes it back.</source>
        <translation>尚未尝试。“撤销”会将其收回。</translation>
    </message>
    <message>
        <source>Beside the kept photo {path}</source>
        <translation>位于保留照片 {path} 旁边</translation>
    </message>
    <message>
        <source>Paused: on battery</source>
        <translation>已暂停：正在使用电池</translation>
    </message>
    <message>
        <source>Paused: a program fills the screen</source>
        <translation>已暂停：有程序正在全屏运行</translation>
    </message>
    <message>
        <source>Paused: the computer is in use</source>
        <translation>已暂停：计算机正在使用中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Go on anyway</source>
        <translation>仍然继续</translation>
    </message>
    <message>
        <source>Go on until the computer was plugged in once more</source>
        <translation>继续运行，直到计算机再次接通过电源</translation>
    </message>
    <message>
        <source>Go on for as long as this program fills the screen</source>
        <translation>在该程序全屏期间继续运行</translation>
    </message>
    <message>
        <source>Go on until the computer was left alone for a minute</source>
        <translation>继续运行，直到计算机闲置过一分钟</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>another program&apos;s file is in the way</source>
        <translation>被其他程序的文件占用</translation>
    </message>
    <message>
        <source>of another version</source>
        <translation>属于其他版本</translation>
    </message>
    <message>
        <source>partly installed</source>
        <translation>部分安装</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>moved inside the dashed frame</source>
        <translation>虚线框内有变动</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About photofinder</source>
        <extracomment>what tells most about a problem; the others are in the list of what it is made with</extracomment>
        <translation>关于 photofinder</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>此计算机</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>使用的组件</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>photofinder {version}</source>
        <translation>photofinder {version}</translation>
    </message>
    <message>
        <source>Finds similar photos and copies in your own library, wholly on your computer: no account, no upload, no network.</source>
        <translation>在您自己的图库中查找相似照片和副本，完全在您的计算机上运行：无需账户，不上传，不联网。</translation>
    </message>
    <message>
        <source>The library is not open.</source>
        <translation>图库未打开。</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>自检</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Made with, and under which licence</source>
        <translation>使用的组件及其许可证</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation>正在检查...</translation>
    </message>
</context>
<context>
    <name>AnyDateEdit</name>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>{name}. Delete stands for any date.</source>
        <translation>{name}。按 Delete 键表示不限日期。</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>The system&apos;s</source>
        <extracomment>each in its own words, so that who lands in a foreign language finds back</extracomment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>&amp;Go on in the notification area</source>
        <translation>继续在通知区域运行(&amp;G)</translation>
    </message>
    <message>
        <source>New photos are read and new duplicates are told while the window is closed. Quit is in the menu of the icon.</source>
        <translation>窗口关闭后仍会读取新照片，并在发现新的重复照片时通知您。要退出，请使用图标菜单中的“退出”。</translation>
    </message>
    <message>
        <source>This desktop has no notification area, so closing the window ends the program.</source>
        <translation>此桌面没有通知区域，因此关闭窗口会退出程序。</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>Try again</source>
        <extracomment>how often a watch is asked whether it still works after a failed watch (a full disk), so long until it is tried again by itself</extracomment>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Bridge</name>
    <message>
        <source>{device} failed while photos were read ({reason}). The processor goes on in its place until the program is started again; no photo was left out.</source>
        <extracomment>views hear of changes at once, but not more often than this; what comes between is merged how often the progress of jobs is read while there are any, and while there are none how long closing waits for questions, and then for jobs: a drive that hangs may never answer</extracomment>
        <translation>{device} 在读取照片时发生故障（{reason}）。在重新启动程序之前由处理器代为继续；没有遗漏任何照片。</translation>
    </message>
</context>
<context>
    <name>CanvasSurface</name>
    <message>
        <source>Picture</source>
        <extracomment>a part that is looked at takes so much of the canvas</extracomment>
        <translation>图片</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>This place is not on this picture</source>
        <translation>此图片中没有这个位置</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Files of the group</source>
        <extracomment>widths of a card with the room beside it; the view shares its width out between these a picture&apos;s place is so high for its width a list view breaks a line that is just full folder, facts, date, difference; those of what it is and why come with the group from here on a class is written in green of a group with thousands of files the first ones tell how high their cards are</extracomment>
        <translation>组内文件</translation>
    </message>
</context>
<context>
    <name>CertaintyBar</name>
    <message>
        <source>How certain a version has to be</source>
        <extracomment>the groups are not read at every step of a drag from here on only what nobody doubts is left</extracomment>
        <translation>版本须达到的确定程度</translation>
    </message>
    <message>
        <source>Versions that are less certain leave their group, and so does what was not verified yet. To the left: everything that was found; to the right: only what nobody doubts.</source>
        <translation>不够确定的版本和尚未核实的照片会移出所在的组。左侧：找到的全部内容；右侧：仅限毫无疑问的内容。</translation>
    </message>
    <message>
        <source>Cer&amp;tainty</source>
        <translation>确定程度(&amp;T)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln 组</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>{groups} with {files}</source>
        <translation>{groups}，{files}</translation>
    </message>
    <message>
        <source>{value}: {left}</source>
        <translation>{value}：{left}</translation>
    </message>
    <message>
        <source>all that were found</source>
        <translation>找到的所有版本</translation>
    </message>
    <message>
        <source>only what is certain: {percent} %</source>
        <translation>仅确定的：{percent}%</translation>
    </message>
    <message>
        <source>at least {percent} %</source>
        <translation>至少 {percent}%</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>This file</source>
        <translation>此文件</translation>
    </message>
    <message>
        <source>In your library</source>
        <translation>在您的图库中</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>所在位置</translation>
    </message>
    <message>
        <source>What is left open</source>
        <translation>尚不确定的内容</translation>
    </message>
    <message>
        <source>Looking for it in your library...</source>
        <translation>正在您的图库中查找...</translation>
    </message>
    <message>
        <source>The nearest look-alike</source>
        <translation>最相似的照片</translation>
    </message>
    <message>
        <source>This file could not be checked</source>
        <translation>无法检查此文件</translation>
    </message>
</context>
<context>
    <name>CheckWindow</name>
    <message>
        <source>Is this a duplicate?</source>
        <translation>这是重复照片吗？</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>&amp;Show in photofinder</source>
        <translation>在 photofinder 中显示(&amp;S)</translation>
    </message>
    <message>
        <source>Show in file &amp;manager</source>
        <translation>在文件管理器中显示(&amp;M)</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>could not be checked</source>
        <translation>无法检查</translation>
    </message>
</context>
<context>
    <name>CleanupDialog</name>
    <message>
        <source>Clean up</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Show in History</source>
        <translation>在历史记录中显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message numerus="yes">
        <source>Looking at %Ln file(s) on the disk...</source>
        <translation>
            <numerusform>正在检查磁盘上的 %Ln 个文件...</numerusform>
        </translation>
    </message>
    <message>
        <source>Moving to the trash...</source>
        <translation>正在移到回收站...</translation>
    </message>
    <message>
        <source>{done} of {total} · {file}</source>
        <translation>{done}/{total} · {file}</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Nothing was put back</source>
        <translation>未放回任何文件</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Putting back...</source>
        <translation>正在放回...</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>正在停止...</translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Move together</source>
        <translation>同步移动</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Show what moved</source>
        <translation>显示变动之处</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100%</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Previous group</source>
        <translation>上一组</translation>
    </message>
    <message>
        <source>Next group</source>
        <translation>下一组</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>轮流显示</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>Keep this photo (K)</source>
        <translation>保留这张照片 (K)</translation>
    </message>
    <message>
        <source>Mark this photo for the trash (T)</source>
        <translation>标记这张照片，准备移到回收站 (T)</translation>
    </message>
    <message>
        <source>Photo {number}: {name}</source>
        <translation>照片 {number}：{name}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Suggested to keep</source>
        <translation>建议保留</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Facts compared</source>
        <translation>信息对比</translation>
    </message>
    <message>
        <source>{number}   {name}</source>
        <translation>{number}   {name}</translation>
    </message>
    <message>
        <source>≠ differs</source>
        <translation>≠ 不同</translation>
    </message>
    <message>
        <source>= same</source>
        <translation>= 相同</translation>
    </message>
    <message>
        <source>{value}  –  {note}</source>
        <translation>{value}  –  {note}</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Show only what differs</source>
        <translation>只显示不同之处</translation>
    </message>
    <message numerus="yes">
        <source>Compare %n photo(s)</source>
        <translation>
            <numerusform>比较 %n 张照片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiesList</name>
    <message>
        <source>Other places of the same file</source>
        <translation>同一文件的其他位置</translation>
    </message>
    <message numerus="yes">
        <source>%n identical file(s) elsewhere</source>
        <translation>
            <numerusform>其他位置有 %n 个相同文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation>在图库中显示</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>An error in photofinder</source>
        <extracomment>after &quot;Go on&quot; another bug opens the dialog again, but not sooner the number in an open dialog is renewed so often at most</extracomment>
        <translation>photofinder 出现错误</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>&amp;Include the names of photos and folders</source>
        <translation>包含照片和文件夹的名称(&amp;I)</translation>
    </message>
    <message>
        <source>photofinder made a mistake</source>
        <translation>photofinder 出错了</translation>
    </message>
    <message>
        <source>This is not your fault. What is saved stays saved; what you did last may have to be done again. The report below helps to mend it. It is sent nowhere by itself.</source>
        <translation>这不是您的错。已保存的内容不会丢失；您最后的操作可能需要重做。下面的报告有助于修复此错误。报告不会自动发送到任何地方。</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>复制报告(&amp;C)</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message numerus="yes">
        <source>It has happened %Ln time(s).</source>
        <translation>
            <numerusform>此错误已发生 %Ln 次。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DateScrubber</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>DesktopPage</name>
    <message>
        <source>Right-click in the file manager</source>
        <translation>文件管理器中的右键菜单</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>安装(&amp;I)</translation>
    </message>
    <message>
        <source>Install the right-click actions</source>
        <translation>安装右键菜单操作</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Remove the right-click actions</source>
        <translation>移除右键菜单操作</translation>
    </message>
    <message>
        <source>Photos get “Find similar photos” and “Is this a duplicate?”, folders “Find duplicates here”.</source>
        <translation>照片会有“Find similar photos”（查找相似照片）和“Is this a duplicate?”（这是重复照片吗？），文件夹会有“Find duplicates here”（在此处查找重复照片）。</translation>
    </message>
    <message>
        <source>No file manager that photofinder knows is on this computer.</source>
        <translation>此计算机上没有 photofinder 支持的文件管理器。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>&amp;Start with the computer, hidden</source>
        <translation>随计算机启动，不显示窗口(&amp;S)</translation>
    </message>
    <message>
        <source>New photos are then in the library before you look. The icon in the notification area opens the window.</source>
        <translation>这样，在您查看之前新照片就已进入图库。点击通知区域中的图标可打开窗口。</translation>
    </message>
    <message>
        <source>New photos are then in the library before you look. This desktop has no notification area: the window waits minimised.</source>
        <translation>这样，在您查看之前新照片就已进入图库。此桌面没有通知区域：窗口会最小化等待。</translation>
    </message>
    <message>
        <source>The desktop&apos;s own settings decide about this entry: {path}</source>
        <translation>此条目由桌面自身的设置决定：{path}</translation>
    </message>
    <message>
        <source>While the computer is wanted for something else</source>
        <translation>当计算机用于其他事情时</translation>
    </message>
    <message>
        <source>Other &amp;programs come first</source>
        <translation>其他程序优先(&amp;P)</translation>
    </message>
    <message>
        <source>Indexing takes what they leave. It counts from the next scan.</source>
        <translation>索引只使用它们剩余的资源。从下次扫描起生效。</translation>
    </message>
    <message>
        <source>Wait while the computer runs on its &amp;battery</source>
        <translation>使用电池时暂停(&amp;B)</translation>
    </message>
    <message>
        <source>Wait while another program fills the &amp;screen</source>
        <translation>其他程序全屏时暂停(&amp;S)</translation>
    </message>
    <message>
        <source>Wait while I &amp;type or move the mouse</source>
        <translation>我在打字或移动鼠标时暂停(&amp;T)</translation>
    </message>
    <message>
        <source>What you ask for yourself never waits. The status bar says when work waits, and lets it go on.</source>
        <translation>您主动要求的操作从不等待。状态栏会显示工作何时暂停，并可让其继续。</translation>
    </message>
    <message>
        <source>This computer does not tell, so nothing waits for it.</source>
        <translation>此计算机不提供该信息，因此不会为此暂停。</translation>
    </message>
    <message>
        <source>Wayland tells of programs that run through X11 only, such as most games.</source>
        <translation>Wayland 只提供通过 X11 运行的程序的信息，例如大多数游戏。</translation>
    </message>
</context>
<context>
    <name>DesktopProgram</name>
    <message>
        <source>Another photofinder is writing to this library. You can look and search; nothing is indexed meanwhile.</source>
        <extracomment>the first photos are painted before the folders are walked what other programs may ask for is loaded once the window has settled how long the GUI thread waits for Python&apos;s lock while another thread computes, at least; with 5 ms, Python&apos;s own choice, a screen of photos took 14 ms to paint beside one such thread, with this 9 ms a window that was hidden asks for the front once it is mapped started for an answer, and to end with it</extracomment>
        <translation>另一个 photofinder 正在写入此图库。您可以浏览和搜索；在此期间不会建立索引。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out: too many at once.</source>
        <translation>
            <numerusform>已略去 %n 个文件：一次过多。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>No photo selected</source>
        <translation>未选择照片</translation>
    </message>
    <message>
        <source>Choose a photo to see it here, with its facts and its copies.</source>
        <translation>选择一张照片，即可在这里查看它及其信息和副本。</translation>
    </message>
</context>
<context>
    <name>DetailsPlace</name>
    <message>
        <source>There is no room for the details: make the window wider.</source>
        <translation>没有空间显示详细信息：请加宽窗口。</translation>
    </message>
</context>
<context>
    <name>DifferencePane</name>
    <message>
        <source>Difference: {first} {first_name} and {second} {second_name}</source>
        <translation>差异：{first} {first_name} 与 {second} {second_name}</translation>
    </message>
    <message>
        <source>{name} cannot be shown, so there is nothing to compare.</source>
        <translation>无法显示 {name}，因此无法比较。</translation>
    </message>
    <message>
        <source>No difference to show</source>
        <translation>没有可显示的差异</translation>
    </message>
    <message>
        <source>One is cropped, turned or has a border: {first} and {second} cannot be laid over each other. Flip between them instead (F).</source>
        <translation>其中一张经过裁剪、旋转或带有边框：{first} 和 {second} 无法重叠。请改用轮流显示 (F)。</translation>
    </message>
    <message>
        <source>The shapes differ too much</source>
        <translation>形状差别太大</translation>
    </message>
    <message>
        <source>No pixel differs, compared at {size}.</source>
        <translation>没有不同的像素，比较时的尺寸为 {size}。</translation>
    </message>
    <message>
        <source>{share} % of the pixels differ visibly, on average by {mean} of {levels} levels. Bright is different ({gain} times amplified), dark is the same; compared at {size}.</source>
        <translation>{share}% 的像素有明显差异，平均相差 {mean} 级（共 {levels} 级）。亮处不同（放大 {gain} 倍），暗处相同；比较时的尺寸为 {size}。</translation>
    </message>
    <message>
        <source>Both show {share} of the first; the rest is dimmed.</source>
        <translation>两张都显示了第一张的 {share}；其余部分变暗。</translation>
    </message>
</context>
<context>
    <name>DropTarget</name>
    <message>
        <source>Drop a picture to find similar photos</source>
        <translation>拖放图片到此处以查找相似照片</translation>
    </message>
</context>
<context>
    <name>DuplicatesFoot</name>
    <message>
        <source>Mark all by rule...</source>
        <extracomment>for what the last step did, cut short</extracomment>
        <translation>按规则全部标记...</translation>
    </message>
    <message>
        <source>Keep the suggested file of every group, mark the others (R)</source>
        <translation>保留每组中建议的文件，标记其他文件 (R)</translation>
    </message>
    <message>
        <source>Clear marks</source>
        <translation>清除标记</translation>
    </message>
    <message>
        <source>Take away every mark in the groups that are listed</source>
        <translation>清除所列各组中的所有标记</translation>
    </message>
    <message>
        <source>Clean up {totals}...</source>
        <translation>清理 {totals}...</translation>
    </message>
    <message>
        <source>Clean up...</source>
        <translation>清理...</translation>
    </message>
    <message>
        <source>Another program has this library open; here it can only be read.</source>
        <translation>另一个程序已打开此图库；此处只能读取。</translation>
    </message>
    <message>
        <source>Nothing is marked for the trash.</source>
        <translation>没有标记要移到回收站的文件。</translation>
    </message>
    <message>
        <source>See what would go before anything does</source>
        <translation>先查看将移走哪些文件，再执行操作</translation>
    </message>
</context>
<context>
    <name>DuplicatesHead</name>
    <message>
        <source>Duplicates</source>
        <extracomment>a filter that is being typed is not applied at every letter beside the icon and the arrow for the explanation in three lines</extracomment>
        <translation>重复照片</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>{name} ({key})</source>
        <translation>{name} ({key})</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Only groups with something in this folder</source>
        <translation>仅显示有文件在此文件夹中的组</translation>
    </message>
    <message>
        <source>Filter by name or folder</source>
        <translation>按名称或文件夹筛选</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>从大到小</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>按文件夹</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>所有文件夹</translation>
    </message>
    <message>
        <source>Choose a folder...</source>
        <translation>选择文件夹...</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Find what looks alike, and what you have twice</source>
        <translation>查找相似的照片和重复的照片</translation>
    </message>
    <message>
        <source>photofinder looks through your folders of photos, shows which look like any picture you choose, and which you have several times.</source>
        <translation>photofinder 会查看您的照片文件夹，找出哪些照片与您选择的任意图片相似，以及哪些照片有多份。</translation>
    </message>
    <message>
        <source>Everything stays on this computer. Your photos are only read; nothing is moved unless you ask for it, and that can be undone.</source>
        <translation>所有内容都留在这台计算机上。照片只会被读取；除非您要求，否则不会移动任何文件，而且移动可以撤销。</translation>
    </message>
    <message>
        <source>Add a folder...</source>
        <translation>添加文件夹...</translation>
    </message>
    <message>
        <source>Add {folder}</source>
        <translation>添加 {folder}</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>A folder on the way to it is a link now and leads to {target}.
Scan the folder where the photos lie now.</source>
        <translation>其路径中的某个文件夹现在是链接，指向 {target}。
请扫描照片现在所在的文件夹。</translation>
    </message>
    <message>
        <source>A folder on the way to the photo to keep, {keeper}, is a link now and leads to {target}.
Scan the folder where the photos lie now.</source>
        <translation>要保留的照片 {keeper} 的路径中，某个文件夹现在是链接，指向 {target}。
请扫描照片现在所在的文件夹。</translation>
    </message>
    <message>
        <source>Another copy of the same photo changed meanwhile, so that {path} was not written.
Scan, then look at the group again.</source>
        <translation>同一照片的另一个副本在此期间发生了更改，因此未写入 {path}。
请扫描，然后重新查看该组。</translation>
    </message>
    <message>
        <source>Another file took its place while it was moved; that one lies in the trash now, as {place}.
Undo the clean-up to get it back.</source>
        <translation>移动期间另一个文件占用了它的位置；那个文件现在在回收站中，名为 {place}。
请撤销此次清理以取回该文件。</translation>
    </message>
    <message>
        <source>Another photofinder (process {pid}) is changing the library in {path}.
Wait until it has finished, or close it.</source>
        <translation>另一个 photofinder（进程 {pid}）正在更改 {path} 中的图库。
请等待其完成，或将其关闭。</translation>
    </message>
    <message>
        <source>Applications menu</source>
        <translation>应用程序菜单</translation>
    </message>
    <message>
        <source>Clean-up {number} added to the sidecar {path} after this one; what this one added comes out when that one is undone.</source>
        <translation>清理 {number} 在此之后又写入了附属文件 {path}；撤销那次清理时，本次写入的内容会一并移除。</translation>
    </message>
    <message>
        <source>Files shows them after its next start: nautilus -q</source>
        <translation>“文件”在下次启动后显示这些项：nautilus -q</translation>
    </message>
    <message>
        <source>Find duplicates here</source>
        <translation>在此查找重复项</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>Find similar photos and copies in your own library, wholly on your machine</source>
        <translation>在您自己的照片库中查找相似照片和副本，全部在本机完成</translation>
    </message>
    <message>
        <source>Is this a duplicate?</source>
        <translation>这是重复照片吗？</translation>
    </message>
    <message>
        <source>It and {keeper} are files of one photo.
Keep both.</source>
        <translation>它与 {keeper} 是同一张照片的文件。
请两个都保留。</translation>
    </message>
    <message>
        <source>It and {keeper} are one file under two names: nothing would be gained, and the only copy might go.
Keep both.</source>
        <translation>它与 {keeper} 是同一个文件的两个名称：移除不会释放空间，还可能失去唯一的一份。
请两个都保留。</translation>
    </message>
    <message>
        <source>It belongs to {lead} and goes only together with that.
Choose that photo.</source>
        <translation>它属于 {lead}，只能与其一起移除。
请选择那张照片。</translation>
    </message>
    <message>
        <source>It cannot be put back ({reason}); it is still in the trash.
Check the drive and your rights, then undo again.</source>
        <translation>无法放回（{reason}）；它仍在回收站中。
请检查驱动器和您的权限，然后再次撤销。</translation>
    </message>
    <message>
        <source>It cannot be read ({reason}), so nobody can tell what it is now.
Check its drive and your rights.</source>
        <translation>无法读取（{reason}），因此无法得知它现在是什么。
请检查其所在驱动器和您的权限。</translation>
    </message>
    <message>
        <source>It changed since it was indexed.
Scan its folder, then look at its group again.</source>
        <translation>它在索引之后发生了更改。
请扫描其所在文件夹，然后重新查看该组。</translation>
    </message>
    <message>
        <source>It holds a film too, and {keeper} is another file.
Keep this one instead, or both.</source>
        <translation>它还包含一段视频，而 {keeper} 是另一个文件。
请改为保留此文件，或两个都保留。</translation>
    </message>
    <message>
        <source>It holds a map of the brightness for HDR screens too, and {keeper} is another file.
Keep this one instead, or both.</source>
        <translation>它还包含用于 HDR 屏幕的亮度图，而 {keeper} 是另一个文件。
请改为保留此文件，或两个都保留。</translation>
    </message>
    <message>
        <source>It holds a second picture or a map of depths too, and {keeper} is another file.
Keep this one instead, or both.</source>
        <translation>它还包含第二张图像或深度图，而 {keeper} 是另一个文件。
请改为保留此文件，或两个都保留。</translation>
    </message>
    <message>
        <source>It holds a sound or other data behind its picture, and {keeper} is another file.
Keep this one instead, or both.</source>
        <translation>它在图像数据之后还包含声音或其他数据，而 {keeper} 是另一个文件。
请改为保留此文件，或两个都保留。</translation>
    </message>
    <message>
        <source>It is a RAW file, and the photo to keep, {keeper}, is none.
Keep this one instead, or both.</source>
        <translation>它是 RAW 文件，而要保留的照片 {keeper} 不是。
请改为保留此文件，或两个都保留。</translation>
    </message>
    <message>
        <source>It is another picture now than the one that was shown.
Look at its group again.</source>
        <translation>它现在的图片与之前显示的不同。
请重新查看该组。</translation>
    </message>
    <message>
        <source>It is gone, and the trash does not say where it put it.
Look for {name} in the system&apos;s trash.</source>
        <translation>它已不在原处，而回收站未说明将它放在了哪里。
请在系统回收站中查找 {name}。</translation>
    </message>
    <message>
        <source>It is not an indexed photo of the library.
Scan its folder, then look at its group again.</source>
        <translation>它不是图库中已索引的照片。
请扫描其所在文件夹，然后重新查看该组。</translation>
    </message>
    <message>
        <source>It is not identical to {keeper}.
Look at its group again.</source>
        <translation>它与 {keeper} 不相同。
请重新查看该组。</translation>
    </message>
    <message>
        <source>It is not in the trash any more, where it was {place}.
Connect its drive and undo again; if the trash was emptied, it is gone.</source>
        <translation>它已不在回收站中，此前在其中为 {place}。
请连接其所在驱动器，然后再次撤销；如果回收站已清空，则无法找回。</translation>
    </message>
    <message>
        <source>It is not there any more.
Scan its folder.</source>
        <translation>它已不在原处。
请扫描其所在文件夹。</translation>
    </message>
    <message>
        <source>It is the photo to keep.
Choose another photo to keep.</source>
        <translation>它是要保留的照片。
请选择另一张照片保留。</translation>
    </message>
    <message>
        <source>It lies in a trash already.
Take the trash out of the library.</source>
        <translation>它已在回收站中。
请将回收站从图库中移除。</translation>
    </message>
    <message>
        <source>It lies in the protected folder {folder}.
Keep this one and remove the other, or take the folder out of the protected ones.</source>
        <translation>它位于受保护的文件夹 {folder} 中。
请保留这张而移除另一张，或取消对该文件夹的保护。</translation>
    </message>
    <message>
        <source>It was not looked at closely yet whether something moved between it and {keeper}.
That is done in the background after a scan; clean up again then.</source>
        <translation>尚未仔细查看它与 {keeper} 之间是否有东西动了。
扫描后会在后台完成；届时请再次清理。</translation>
    </message>
    <message>
        <source>It was removed, but something is wrong with the photo to keep ({reason}), and it could not be put back.
Undo the clean-up.</source>
        <translation>它已被移除，但要保留的照片有问题（{reason}），而它又无法放回。
请撤销此次清理。</translation>
    </message>
    <message>
        <source>Its drive has no trash, and no folder for removed photos can be made there ({reason}).
Make the drive writable, or remove the photo by hand.</source>
        <translation>其所在驱动器没有回收站，也无法在那里创建存放已移除照片的文件夹（{reason}）。
请将该驱动器设为可写，或手动移除照片。</translation>
    </message>
    <message>
        <source>Its folder {folder} is not there.
Connect the drive it is on.</source>
        <translation>其所在文件夹 {folder} 不存在。
请连接该文件夹所在的驱动器。</translation>
    </message>
    <message>
        <source>Its pixels were not compared with those of {keeper} yet.
Scan, then look at its group again.</source>
        <translation>其像素尚未与 {keeper} 的像素比较。
请扫描，然后重新查看其所在的组。</translation>
    </message>
    <message>
        <source>Its sidecar {path} cannot be read ({reason}), so nobody can tell what only it knows.
Mend that file, or clean up without taking metadata over.</source>
        <translation>无法读取其附属文件 {path}（{reason}），因此无法得知哪些信息仅存在于其中。
请修正该文件，或在清理时不并入元数据。</translation>
    </message>
    <message>
        <source>Keeps the photo library up to date in the background</source>
        <translation>在后台保持照片库最新</translation>
    </message>
    <message>
        <source>No space is left on the disk of {path}.
Free some space and start again: everything indexed so far is kept.</source>
        <translation>{path} 所在磁盘已没有可用空间。
请释放一些空间后重新开始：目前已索引的内容都会保留。</translation>
    </message>
    <message>
        <source>No way to run the model {name} works on this machine ({reason}).
Reinstall onnxruntime.</source>
        <translation>此计算机上没有可用的方式运行模型 {name}（{reason}）。
请重新安装 onnxruntime。</translation>
    </message>
    <message>
        <source>Photo Organizer</source>
        <translation>照片管理器</translation>
    </message>
    <message>
        <source>Reading or writing the catalog {path} failed ({reason}).
Check the disk: it may be full, unplugged or failing.</source>
        <translation>读写图库数据库 {path} 失败（{reason}）。
请检查磁盘：它可能已满、已断开或有故障。</translation>
    </message>
    <message>
        <source>Reading the picture needs more than {limit_mb} MB and was given up. The file is probably damaged.</source>
        <translation>读取图片需要的内存超过 {limit_mb} MB，已放弃。文件可能已损坏。</translation>
    </message>
    <message>
        <source>Reading the picture took more than {limit_s} s and was given up. The file is probably damaged.</source>
        <translation>读取图片用时超过 {limit_s} 秒，已放弃。文件可能已损坏。</translation>
    </message>
    <message>
        <source>Say whether the library has it already</source>
        <translation>告知照片库中是否已有它</translation>
    </message>
    <message>
        <source>Show the copies among the photos of this folder</source>
        <translation>显示此文件夹照片中的副本</translation>
    </message>
    <message>
        <source>Show the photos of the library that look most like it</source>
        <translation>显示照片库中与它最相似的照片</translation>
    </message>
    <message>
        <source>Stopped on request. What was done so far is kept.</source>
        <translation>已按要求停止。目前已完成的内容会保留。</translation>
    </message>
    <message>
        <source>The Finder has them under Quick Actions; where one is missing, switch it on in System Settings &gt; Privacy &amp; Security &gt; Extensions &gt; Finder.</source>
        <translation>访达将其列在“快速操作”下；如果缺少某一项，请在“系统设置 &gt; 隐私与安全性 &gt; 扩展 &gt; 访达”中打开。</translation>
    </message>
    <message>
        <source>The RAW file holds no preview that can be read ({reason}).</source>
        <translation>RAW 文件中没有可读取的预览（{reason}）。</translation>
    </message>
    <message>
        <source>The benchmarks are not part of this installation ({path}).
Run `python3 packaging/dev.py bench` in a checkout.</source>
        <translation>此安装不包含基准测试（{path}）。
请在源代码检出目录中运行 `python3 packaging/dev.py bench`。</translation>
    </message>
    <message>
        <source>The catalog {path} is damaged ({reason}). Your photos are not touched.
Move it away, together with its -wal and -shm files, and scan again.</source>
        <translation>图库数据库 {path} 已损坏（{reason}）。您的照片未受影响。
请将它连同其 -wal 和 -shm 文件一起移走，然后重新扫描。</translation>
    </message>
    <message>
        <source>The catalog {path} is in use or was not closed properly, and you may not write into {folder}, which reading it now takes.
Make that folder writable for you, or run `photofinder scan` once as its owner.</source>
        <translation>图库数据库 {path} 正在使用或未正常关闭，现在读取它需要写入 {folder}，而您没有写入权限。
请使您可以写入该文件夹，或以其所有者的身份运行一次 `photofinder scan`。</translation>
    </message>
    <message>
        <source>The catalog {path} is locked by another program.
Close it and try again.</source>
        <translation>图库数据库 {path} 被另一个程序锁定。
请关闭该程序，然后重试。</translation>
    </message>
    <message>
        <source>The catalog {path} was made by a newer photofinder (schema {found}, this program knows {known}).
Update photofinder, or choose another --data-dir.</source>
        <translation>图库数据库 {path} 由更新版本的 photofinder 创建（架构版本 {found}，此程序支持 {known}）。
请更新 photofinder，或选择另一个 --data-dir。</translation>
    </message>
    <message>
        <source>The clean-up was stopped before its turn.
Clean up again.</source>
        <translation>清理在轮到它之前已停止。
请再次清理。</translation>
    </message>
    <message>
        <source>The data folder {path} cannot be written ({reason}).
Make it writable, or choose another with --data-dir.</source>
        <translation>无法写入数据文件夹 {path}（{reason}）。
请将其设为可写，或用 --data-dir 选择另一个文件夹。</translation>
    </message>
    <message>
        <source>The decoder crashed on this file ({reason}). It is probably damaged.</source>
        <translation>解码器在处理此文件时崩溃（{reason}）。文件可能已损坏。</translation>
    </message>
    <message>
        <source>The file cannot be read ({reason}).
Check the drive it is on.</source>
        <translation>无法读取文件（{reason}）。
请检查其所在的驱动器。</translation>
    </message>
    <message>
        <source>The file changed while it was read.
It is read again at the next scan.</source>
        <translation>文件在读取期间发生了更改。
下次扫描时会重新读取。</translation>
    </message>
    <message>
        <source>The file has {size_mb} MB; the limit for one photo is {limit_mb} MB.</source>
        <translation>文件大小为 {size_mb} MB；单张照片的上限为 {limit_mb} MB。</translation>
    </message>
    <message>
        <source>The file is empty (0 bytes).
Restore it from a backup or remove it.</source>
        <translation>文件是空的（0 字节）。
请从备份中恢复，或将其移除。</translation>
    </message>
    <message>
        <source>The file is not a picture in a format photofinder reads ({found}).</source>
        <translation>文件不是 photofinder 可读取格式的图片（{found}）。</translation>
    </message>
    <message>
        <source>The file was there and is gone. Nothing is forgotten: it is taken up again when it comes back.</source>
        <translation>文件原来存在，现在已不见。相关信息不会丢失：文件恢复后会重新收录。</translation>
    </message>
    <message>
        <source>The file {path} cannot be written ({reason}).
Choose another place for it.</source>
        <translation>无法写入文件 {path}（{reason}）。
请选择其他位置。</translation>
    </message>
    <message>
        <source>The folder {folder} is not there.
Connect its drive or make the folder, then undo again.</source>
        <translation>文件夹 {folder} 不存在。
请连接其所在驱动器或创建该文件夹，然后再次撤销。</translation>
    </message>
    <message>
        <source>The folder {folder} of the photo to keep is not there.
Connect the drive it is on, or keep another photo.</source>
        <translation>要保留的照片所在的文件夹 {folder} 不存在。
请连接其所在的驱动器，或保留另一张照片。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read ({reason}).
Give yourself the right to read it, then scan again.</source>
        <translation>无法读取文件夹 {path}（{reason}）。
请授予自己读取权限，然后重新扫描。</translation>
    </message>
    <message>
        <source>The folder {path} does not exist.
Check the spelling, or connect the drive it is on.</source>
        <translation>文件夹 {path} 不存在。
请检查拼写，或连接其所在的驱动器。</translation>
    </message>
    <message>
        <source>The helper process that decodes risky formats cannot be started ({reason}).
Close other programs, or restart the computer.</source>
        <translation>无法启动用于解码有风险格式的辅助进程（{reason}）。
请关闭其他程序，或重启计算机。</translation>
    </message>
    <message>
        <source>The library has no folders yet.</source>
        <translation>图库中还没有文件夹。</translation>
    </message>
    <message>
        <source>The library has no photos in the folder {path} that are there now.
Check the spelling, connect its drive, or add it: photofinder add FOLDER.</source>
        <translation>文件夹 {path} 中目前没有图库的照片。
请检查拼写、连接其所在的驱动器，或将其添加到图库：photofinder add FOLDER。</translation>
    </message>
    <message>
        <source>The model file {path} is damaged: its SHA-256 is not the one in its manifest.
Reinstall photofinder, or fetch the model again.</source>
        <translation>模型文件 {path} 已损坏：其 SHA-256 与清单中的不一致。
请重新安装 photofinder，或重新获取该模型。</translation>
    </message>
    <message>
        <source>The model {name} is not installed in {path}.
Reinstall photofinder, or choose another model in settings.json.</source>
        <translation>模型 {name} 未安装在 {path} 中。
请重新安装 photofinder，或在 settings.json 中选择另一个模型。</translation>
    </message>
    <message>
        <source>The model {path} cannot be loaded ({reason}).
Fetch it again, or choose another one: `photofinder model` lists them.</source>
        <translation>无法加载模型 {path}（{reason}）。
请重新获取，或选择另一个模型：`photofinder model` 可列出所有模型。</translation>
    </message>
    <message>
        <source>The model {path} does not match its manifest: {reason}.
Mend the manifest as models/README.md describes it, or choose another model.</source>
        <translation>模型 {path} 与其清单不符：{reason}。
请按 models/README.md 的说明修正清单，或选择另一个模型。</translation>
    </message>
    <message>
        <source>The model {path} gave a wrong answer: {reason}.
Choose another one: `photofinder model` lists them.</source>
        <translation>模型 {path} 给出了错误结果：{reason}。
请选择另一个模型：`photofinder model` 可列出所有模型。</translation>
    </message>
    <message>
        <source>The photo that it belongs to could not be removed; it was put back.</source>
        <translation>它所属的照片无法移除；它已放回原处。</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, cannot be read ({reason}).
Check its drive and your rights, or keep another photo.</source>
        <translation>无法读取要保留的照片 {keeper}（{reason}）。
请检查其所在驱动器和您的权限，或保留另一张照片。</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, changed since it was indexed.
Scan its folder, then look at the group again.</source>
        <translation>要保留的照片 {keeper} 在索引之后发生了更改。
请扫描其所在文件夹，然后重新查看该组。</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is another picture now than the one that was shown.
Look at the group again.</source>
        <translation>要保留的照片 {keeper} 现在的图片与之前显示的不同。
请重新查看该组。</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is not an indexed photo of the library.
Scan its folder, then look at the group again.</source>
        <translation>要保留的照片 {keeper} 不是图库中已索引的照片。
请扫描其所在文件夹，然后重新查看该组。</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is not there any more.
Scan its folder, then look at the group again.</source>
        <translation>要保留的照片 {keeper} 已不在原处。
请扫描其所在文件夹，然后重新查看该组。</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is to be removed too.
Choose one that stays.</source>
        <translation>要保留的照片 {keeper} 也将被移除。
请选择一张会留下的照片。</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, lies in a trash.
Keep another photo.</source>
        <translation>要保留的照片 {keeper} 在回收站中。
请保留另一张照片。</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, vanished with it. It was put back.
Take one of the two folders out of the library: they are the same.</source>
        <translation>要保留的照片 {keeper} 随它一起消失了。它已放回原处。
请从图库中移除这两个文件夹中的一个：它们是同一个文件夹。</translation>
    </message>
    <message>
        <source>The picture ends too early; part of it is missing.
Copy it again from its source if you can.</source>
        <translation>图片不完整，缺少一部分数据。
如有可能，请从来源处重新复制。</translation>
    </message>
    <message>
        <source>The picture has {megapixels} megapixels and would need {need_mb} MB to read; the limit is {limit_mb} MB.</source>
        <translation>图片为 {megapixels} 百万像素，读取需要 {need_mb} MB 内存；上限为 {limit_mb} MB。</translation>
    </message>
    <message>
        <source>The picture is damaged and cannot be decoded ({reason}).</source>
        <translation>图片已损坏，无法解码（{reason}）。</translation>
    </message>
    <message>
        <source>The program ended before its turn.
Clean up again.</source>
        <translation>程序在轮到它之前已结束。
请再次清理。</translation>
    </message>
    <message>
        <source>The region {left}, {top}, {width} x {height} does not lie in the picture.
Draw it anew; its numbers are shares of the picture from 0 to 1.</source>
        <translation>区域 {left}, {top}, {width} x {height} 不在图片范围内。
请重新框选；其数值是占图片的比例，从 0 到 1。</translation>
    </message>
    <message>
        <source>The same file is kept in {folder}</source>
        <translation>同一文件保留在 {folder} 中</translation>
    </message>
    <message>
        <source>The same picture is kept in {folder}</source>
        <translation>同一图像保留在 {folder} 中</translation>
    </message>
    <message>
        <source>The setting {name} cannot be {value}: {reason}.</source>
        <translation>设置 {name} 不能为 {value}：{reason}。</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read ({reason}).
Mend it, or move it away to start from the defaults.</source>
        <translation>无法读取设置文件 {path}（{reason}）。
请修正该文件，或将其移走以使用默认设置。</translation>
    </message>
    <message>
        <source>The sidecar {path} cannot be written ({reason}).
Check the drive and your rights, then try again.</source>
        <translation>无法写入附属文件 {path}（{reason}）。
请检查驱动器和您的权限，然后重试。</translation>
    </message>
    <message>
        <source>The sidecar {path} has a second name (a hard link), which would be left with what it says now.
Make it a file of its own, then try again.</source>
        <translation>附属文件 {path} 还有另一个名称（硬链接），该名称会保留现在的内容。
请先将其变为独立的文件，然后重试。</translation>
    </message>
    <message>
        <source>The sidecar {path} was changed by another program since; it is left as it is.
Take out by hand what you do not want in it.</source>
        <translation>附属文件 {path} 之后被其他程序更改过；已保持不变。
如有不需要的内容，请手动删除。</translation>
    </message>
    <message>
        <source>The system cannot watch all of {path} ({reason}). photofinder looks for changes every {interval_s} s instead.
{remedy}</source>
        <translation>系统无法监视 {path} 的全部内容（{reason}）。photofinder 改为每 {interval_s} 秒检查一次更改。
{remedy}</translation>
    </message>
    <message>
        <source>The system did not say where in the trash it is.
Put {name} back from the system&apos;s trash.</source>
        <translation>系统未说明它在回收站中的位置。
请从系统回收站中还原 {name}。</translation>
    </message>
    <message>
        <source>The test card {path} is missing.
Reinstall photofinder.</source>
        <translation>缺少测试图 {path}。
请重新安装 photofinder。</translation>
    </message>
    <message>
        <source>The trash did not take it ({reason}). It is where it was.
Check the drive&apos;s free space and your rights.</source>
        <translation>无法移到回收站（{reason}）。它仍在原处。
请检查驱动器的可用空间和您的权限。</translation>
    </message>
    <message>
        <source>The trash took it, but it is still there.
Check the drive, then scan its folder.</source>
        <translation>它已移到回收站，但原处仍然存在。
请检查驱动器，然后扫描其所在文件夹。</translation>
    </message>
    <message>
        <source>There is a file in its old place already; it is not overwritten.
Move or rename {path}, then undo again.</source>
        <translation>其原位置已有文件；不会覆盖该文件。
请移动或重命名 {path}，然后再次撤销。</translation>
    </message>
    <message>
        <source>There is a file {path} already; it is not overwritten.
Choose another name.</source>
        <translation>文件 {path} 已存在；不会覆盖该文件。
请选择其他名称。</translation>
    </message>
    <message>
        <source>There is a {kind} in its place now.
Scan its folder.</source>
        <translation>其原位置现在是 {kind}。
请扫描其所在文件夹。</translation>
    </message>
    <message>
        <source>There is a {kind} in the place of the photo to keep, {keeper}.
Scan its folder, then look at the group again.</source>
        <translation>要保留的照片 {keeper} 的位置现在是 {kind}。
请扫描其所在文件夹，然后重新查看该组。</translation>
    </message>
    <message>
        <source>There is no clean-up that could be undone.</source>
        <translation>没有可撤销的清理。</translation>
    </message>
    <message>
        <source>There is no clean-up with the number {number}.</source>
        <translation>没有编号为 {number} 的清理。</translation>
    </message>
    <message>
        <source>There is no file {path}.
Check the spelling.</source>
        <translation>文件 {path} 不存在。
请检查拼写。</translation>
    </message>
    <message>
        <source>There is no model named {name}. Installed: {known}.</source>
        <translation>没有名为 {name} 的模型。已安装：{known}。</translation>
    </message>
    <message>
        <source>There is no preset named {name}. There are: {known}.</source>
        <translation>没有名为 {name} 的预设。可用的预设：{known}。</translation>
    </message>
    <message>
        <source>There is nothing to look for.
Give at least one picture.</source>
        <translation>没有要查找的内容。
请至少提供一张图片。</translation>
    </message>
    <message>
        <source>This file is not there now; what was learnt of it counts.</source>
        <translation>此文件目前不在原处；以已知信息为准。</translation>
    </message>
    <message>
        <source>This file lies in the library, but is not indexed yet.</source>
        <translation>此文件位于图库中，但尚未索引。</translation>
    </message>
    <message>
        <source>This file was changed since it was indexed.</source>
        <translation>此文件在索引之后发生了更改。</translation>
    </message>
    <message>
        <source>This is a {kind}, not a file, although its name looks like a photo&apos;s.</source>
        <translation>这是 {kind}，不是文件，尽管其名称看起来像照片。</translation>
    </message>
    <message>
        <source>This setting cannot be used: {reason}.
Choose another value.</source>
        <translation>无法使用此设置：{reason}。
请选择其他值。</translation>
    </message>
    <message>
        <source>Thunar shows them after its next start: thunar -q</source>
        <translation>Thunar 在下次启动后显示这些项：thunar -q</translation>
    </message>
    <message>
        <source>Two model folders are named {name}: {path} and {other}.
Rename one.</source>
        <translation>有两个模型文件夹都名为 {name}：{path} 和 {other}。
请重命名其中一个。</translation>
    </message>
    <message>
        <source>Undoing was stopped before its turn.
Undo again.</source>
        <translation>撤销在轮到它之前已停止。
请再次撤销。</translation>
    </message>
    <message>
        <source>What lies in the trash as {place} is another file now; it is left there.
Look for {name} in the system&apos;s trash.</source>
        <translation>回收站中的 {place} 现在是另一个文件；已将其留在那里。
请在系统回收站中查找 {name}。</translation>
    </message>
    <message>
        <source>What only it knows cannot be added to {path} ({reason}).
Mend or move that file, or clean up without taking metadata over.</source>
        <translation>无法将仅存在于此照片中的信息补充到 {path}（{reason}）。
请修正或移走该文件，或在清理时不并入元数据。</translation>
    </message>
    <message>
        <source>You are not allowed to read this file.
Change its permissions, then scan again.</source>
        <translation>您没有读取此文件的权限。
请更改其权限，然后重新扫描。</translation>
    </message>
    <message>
        <source>You decided that it and {keeper} are no duplicates, or that both stay.
Take that decision back first.</source>
        <translation>您已决定它与 {keeper} 不是重复照片，或两者都保留。
请先撤回该决定。</translation>
    </message>
    <message>
        <source>You decided that {count} look-alikes are no duplicates of it.</source>
        <translation>您已确定 {count} 张相似照片不是其重复照片。</translation>
    </message>
    <message>
        <source>You may not take files out of its folder {folder}.
Give yourself the right to change that folder, then clean up again.</source>
        <translation>您没有权限将文件移出其所在文件夹 {folder}。
请授予自己更改该文件夹的权限，然后再次清理。</translation>
    </message>
    <message>
        <source>all that {name} says, edits too</source>
        <translation>{name} 中的全部内容，包括编辑</translation>
    </message>
    <message>
        <source>also moves {names}</source>
        <translation>同时移动 {names}</translation>
    </message>
    <message>
        <source>another format</source>
        <translation>格式不同</translation>
    </message>
    <message>
        <source>another moment: something moved</source>
        <translation>不同时刻：画面中有物体移动</translation>
    </message>
    <message>
        <source>another moment: the camera moved</source>
        <translation>不同时刻：相机移动了</translation>
    </message>
    <message>
        <source>black and white</source>
        <translation>黑白</translation>
    </message>
    <message>
        <source>caption “{text}” from {name}</source>
        <translation>{name} 中的说明“{text}”</translation>
    </message>
    <message>
        <source>capture time {taken_at} from {name}</source>
        <translation>{name} 中的拍摄时间 {taken_at}</translation>
    </message>
    <message>
        <source>colours edited</source>
        <translation>色彩经过编辑</translation>
    </message>
    <message>
        <source>copy of another shot of the series</source>
        <translation>系列中另一次拍摄的副本</translation>
    </message>
    <message>
        <source>cropped to {percent} %</source>
        <translation>裁剪至原图的 {percent}%</translation>
    </message>
    <message>
        <source>has a sidecar and a sound recording beside it</source>
        <translation>旁边有附属文件和录音</translation>
    </message>
    <message>
        <source>has a sidecar beside it</source>
        <translation>旁边有附属文件</translation>
    </message>
    <message>
        <source>has a sound recording beside it</source>
        <translation>旁边有录音</translation>
    </message>
    <message>
        <source>has camera data</source>
        <translation>带有相机数据</translation>
    </message>
    <message>
        <source>has edits and a sidecar beside it</source>
        <translation>旁边有编辑记录和附属文件</translation>
    </message>
    <message>
        <source>has edits and a sound recording beside it</source>
        <translation>旁边有编辑记录和录音</translation>
    </message>
    <message>
        <source>has edits beside it</source>
        <translation>旁边有编辑记录</translation>
    </message>
    <message>
        <source>has edits, a sidecar and a sound recording beside it</source>
        <translation>旁边有编辑记录、附属文件和录音</translation>
    </message>
    <message>
        <source>has its RAW and its film beside it</source>
        <translation>旁边有其 RAW 文件和短片</translation>
    </message>
    <message>
        <source>has its RAW beside it</source>
        <translation>旁边有其 RAW 文件</translation>
    </message>
    <message>
        <source>has its film beside it</source>
        <translation>旁边有其短片</translation>
    </message>
    <message>
        <source>has its picture and its film beside it</source>
        <translation>旁边有其图像和短片</translation>
    </message>
    <message>
        <source>has its picture beside it</source>
        <translation>旁边有其图像</translation>
    </message>
    <message>
        <source>has more files beside it ({number} instead of at most {other})</source>
        <translation>旁边的文件更多（{number} 个，其他最多 {other} 个）</translation>
    </message>
    <message>
        <source>has more files beside it ({number} instead of {other})</source>
        <translation>旁边的文件更多（{number} 个，而不是 {other} 个）</translation>
    </message>
    <message>
        <source>in a protected folder</source>
        <translation>位于受保护的文件夹中</translation>
    </message>
    <message>
        <source>in colour</source>
        <translation>彩色</translation>
    </message>
    <message>
        <source>in fewer folders</source>
        <translation>文件夹层级更少</translation>
    </message>
    <message>
        <source>in the preferred folder {folder}</source>
        <translation>位于首选文件夹 {folder} 中</translation>
    </message>
    <message>
        <source>it comes first in its series; none of them is a copy</source>
        <translation>是系列中的第一张；系列中没有副本</translation>
    </message>
    <message>
        <source>its capture time is known ({taken_at})</source>
        <translation>拍摄时间已知（{taken_at}）</translation>
    </message>
    <message>
        <source>its name is like {pattern}</source>
        <translation>名称符合 {pattern}</translation>
    </message>
    <message>
        <source>its name is not like {pattern}</source>
        <translation>名称不符合 {pattern}</translation>
    </message>
    <message>
        <source>keywords {words}</source>
        <translation>关键字 {words}</translation>
    </message>
    <message>
        <source>less compressed ({bits} bits per pixel instead of at most {other})</source>
        <translation>压缩程度更低（每像素 {bits} 位，其他最多 {other} 位）</translation>
    </message>
    <message>
        <source>less compressed ({bits} bits per pixel instead of {other})</source>
        <translation>压缩程度更低（每像素 {bits} 位，而不是 {other} 位）</translation>
    </message>
    <message>
        <source>less compressed ({megabytes} MB instead of at most {other} MB)</source>
        <translation>压缩程度更低（{megabytes} MB，其他最大 {other} MB）</translation>
    </message>
    <message>
        <source>less compressed ({megabytes} MB instead of {other} MB)</source>
        <translation>压缩程度更低（{megabytes} MB，而不是 {other} MB）</translation>
    </message>
    <message>
        <source>other text or another logo on it</source>
        <translation>文字或徽标不同</translation>
    </message>
    <message>
        <source>photo;picture;image;similar;duplicate;</source>
        <translation>照片;图片;图像;相似;重复;</translation>
    </message>
    <message>
        <source>position {latitude}, {longitude} from {name}</source>
        <translation>{name} 中的位置 {latitude}, {longitude}</translation>
    </message>
    <message>
        <source>rating {stars} from {name}</source>
        <translation>{name} 中的评分 {stars}</translation>
    </message>
    <message>
        <source>recompressed</source>
        <translation>重新压缩</translation>
    </message>
    <message>
        <source>resized</source>
        <translation>调整过大小</translation>
    </message>
    <message>
        <source>screenshot of it</source>
        <translation>其屏幕截图</translation>
    </message>
    <message>
        <source>shows another part, {percent} % in common</source>
        <translation>取景不同，{percent}% 重合</translation>
    </message>
    <message>
        <source>taken earlier ({taken_at} instead of {other})</source>
        <translation>拍摄更早（{taken_at}，而不是 {other}）</translation>
    </message>
    <message>
        <source>taken later ({taken_at} instead of {other})</source>
        <translation>拍摄更晚（{taken_at}，而不是 {other}）</translation>
    </message>
    <message>
        <source>taken {days} days apart</source>
        <translation>拍摄时间相隔 {days} 天</translation>
    </message>
    <message>
        <source>taken {hours} h apart</source>
        <translation>拍摄时间相隔 {hours} 小时</translation>
    </message>
    <message>
        <source>taken {minutes} min apart</source>
        <translation>拍摄时间相隔 {minutes} 分钟</translation>
    </message>
    <message>
        <source>text or a logo on it</source>
        <translation>加有文字或徽标</translation>
    </message>
    <message>
        <source>the camera&apos;s RAW file</source>
        <translation>是相机的 RAW 文件</translation>
    </message>
    <message>
        <source>the picture in the screenshot</source>
        <translation>屏幕截图中的图像</translation>
    </message>
    <message>
        <source>the shorter path</source>
        <translation>路径更短</translation>
    </message>
    <message>
        <source>the whole picture, not {percent} % of it</source>
        <translation>完整图像，而非其中的 {percent}%</translation>
    </message>
    <message>
        <source>title “{text}” from {name}</source>
        <translation>{name} 中的标题“{text}”</translation>
    </message>
    <message>
        <source>turned by {degrees} degrees</source>
        <translation>旋转 {degrees} 度</translation>
    </message>
    <message>
        <source>without the text or logo</source>
        <translation>没有该文字或徽标</translation>
    </message>
    <message>
        <source>{count} photos of the library are not indexed yet; one may be a copy.</source>
        <translation>图库中有 {count} 张照片尚未索引；其中可能有副本。</translation>
    </message>
    <message>
        <source>{first} and {second} have no photo in common</source>
        <translation>{first} 与 {second} 没有共同的照片</translation>
    </message>
    <message>
        <source>{first} and {second} hold the same photos ({same} of {photos} identical)</source>
        <translation>{first} 与 {second} 的照片相同（{same}/{photos} 相同）</translation>
    </message>
    <message>
        <source>{first} and {second} overlap ({same} of {photos} identical, {only} only in {first})</source>
        <translation>{first} 与 {second} 部分重叠（{same}/{photos} 相同，{only} 张仅在 {first} 中）</translation>
    </message>
    <message>
        <source>{first} is contained in {second} ({same} of {photos} identical)</source>
        <translation>{first} 包含于 {second}（{same}/{photos} 相同）</translation>
    </message>
    <message>
        <source>{first} is mostly contained in {second} ({same} of {photos} identical, {only} only in {first})</source>
        <translation>{first} 大部分包含于 {second}（{same}/{photos} 相同，{only} 张仅在 {first} 中）</translation>
    </message>
    <message>
        <source>{first}; among equals in that, {second}</source>
        <translation>{first}；并列时：{second}</translation>
    </message>
    <message>
        <source>{first}; of these, {second}</source>
        <translation>{first}；其中：{second}</translation>
    </message>
    <message>
        <source>{folder} is not connected; what was learnt of it counts.</source>
        <translation>{folder} 未连接；以已知信息为准。</translation>
    </message>
    <message>
        <source>{name} belongs to it and has edits, faces or the like, which the sidecar of the photo to keep, {keeper}, has not.
Keep this one instead.</source>
        <translation>{name} 属于它，其中有编辑、人脸等信息，而要保留的照片 {keeper} 的附属文件中没有这些。
请改为保留这张。</translation>
    </message>
    <message>
        <source>{name} belongs to it, and the photo to keep, {keeper}, has no such file.
Take metadata over when you clean up, which keeps what it says; or keep this one instead.</source>
        <translation>{name} 属于它，而要保留的照片 {keeper} 没有这样的文件。
清理时请一并保留元数据，这样其中的内容会保留；或者改为保留这张。</translation>
    </message>
    <message>
        <source>{name}, which belongs to it, cannot be put back ({reason}); all of it is still in the trash.
Mend that, then undo again.</source>
        <translation>属于它的 {name} 无法放回（{reason}）；所有文件仍在回收站中。
请解决该问题，然后再次撤销。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).
Give yourself the right to read it, then try again.</source>
        <translation>无法读取 {path}（{reason}）。
请为自己授予读取权限，然后重试。</translation>
    </message>
    <message>
        <source>{path} cannot be removed ({reason}).
Make its folder writable for you, then remove again.</source>
        <translation>无法移除 {path}（{reason}）。
请使您可以写入其所在文件夹，然后再次移除。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}).
Make its folder writable for you, then install again.</source>
        <translation>无法写入 {path}（{reason}）。
请使您可以写入其所在文件夹，然后再次安装。</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}), so it is left as it is.
Mend it or move it away, then try again.</source>
        <translation>{path} 已损坏（{reason}），因此保持不变。
请修正或移走该文件，然后重试。</translation>
    </message>
    <message>
        <source>{path} is from another version of photofinder, or was changed.
Install again to renew it.</source>
        <translation>{path} 来自其他版本的 photofinder，或已被更改。
请再次安装以更新。</translation>
    </message>
    <message>
        <source>{path} is not from photofinder, so it is left as it is.
Rename or move it, then install again.</source>
        <translation>{path} 不属于 photofinder，因此保持不变。
请重命名或移走该文件，然后再次安装。</translation>
    </message>
    <message>
        <source>{path} starts another photofinder.
Install again to have it start this one.</source>
        <translation>{path} 启动的是另一个 photofinder。
请再次安装，使其启动当前这一个。</translation>
    </message>
    <message>
        <source>{width} x {height} instead of {other_width} x {other_height}</source>
        <translation>{width} x {height} 而不是 {other_width} x {other_height}</translation>
    </message>
    <message>
        <source>{word}</source>
        <translation>{word}</translation>
    </message>
    <message>
        <source>its name does not look like a copy&apos;s</source>
        <translation>名称不像副本</translation>
    </message>
    <message>
        <source>--at-least is about same_shot, which --class does not name.</source>
        <translation>--at-least 针对 same_shot，而 --class 未指定它。</translation>
    </message>
    <message>
        <source>1 field of metadata instead of at most {other}</source>
        <translation>元数据字段 1 个，其他最多 {other} 个</translation>
    </message>
    <message>
        <source>1 field of metadata instead of {other}</source>
        <translation>元数据字段 1 个，而不是 {other} 个</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>mirrored and turned</source>
        <translation>翻转并旋转</translation>
    </message>
    <message>
        <source>mirrored top to bottom</source>
        <translation>上下翻转</translation>
    </message>
    <message>
        <source>nothing tells them apart; it is the first by path</source>
        <translation>没有可区分的差别；按路径排序为第一个</translation>
    </message>
    <message>
        <source>of the same burst</source>
        <translation>属于同一组连拍</translation>
    </message>
    <message>
        <source>other metadata</source>
        <translation>元数据不同</translation>
    </message>
    <message>
        <source>recompressed or edited</source>
        <translation>重新压缩或编辑过</translation>
    </message>
    <message>
        <source>same bytes</source>
        <translation>字节相同</translation>
    </message>
    <message>
        <source>same pixels, {difference}</source>
        <translation>像素相同，{difference}</translation>
    </message>
    <message>
        <source>stored in another way</source>
        <translation>存储方式不同</translation>
    </message>
    <message>
        <source>taken within the same second</source>
        <translation>在同一秒内拍摄</translation>
    </message>
    <message>
        <source>taken {seconds} s apart</source>
        <translation>拍摄时间相隔 {seconds} 秒</translation>
    </message>
    <message>
        <source>the same file under another name (hard link)</source>
        <translation>同一个文件的另一个名称（硬链接）</translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation>{first}，{second}</translation>
    </message>
    <message>
        <source>{first}; {second}</source>
        <translation>{first}；{second}</translation>
    </message>
    <message>
        <source>{format} instead of {keeper_format}</source>
        <translation>{format} 而不是 {keeper_format}</translation>
    </message>
    <message>
        <source>{format} instead of {other}, the more original format</source>
        <translation>{format} 而不是 {other}，更接近原始格式</translation>
    </message>
    <message>
        <source>{format}, the most original format here</source>
        <translation>{format}，其中最接近原始的格式</translation>
    </message>
    <message>
        <source>{name} belongs to it, and the photo to keep, {keeper}, has no such file.
Keep this one instead, or move {name} beside the other first.</source>
        <translation>{name} 属于它，而要保留的照片 {keeper} 没有这样的文件。
请改为保留这一张，或先将 {name} 移到那一张旁边。</translation>
    </message>
    <message>
        <source>{name} must be {reason}, not {value}.</source>
        <translation>{name} 必须是 {reason}，不能是 {value}。</translation>
    </message>
    <message>
        <source>{name}, which belongs to it, cannot be removed ({reason}); all of it is where it was.
Clean up again once that is mended.</source>
        <translation>属于它的 {name} 无法移除（{reason}）；所有文件仍在原处。
请在问题解决后再次清理。</translation>
    </message>
    <message>
        <source>{number} fields of metadata instead of at most {other}</source>
        <translation>元数据字段 {number} 个，其他最多 {other} 个</translation>
    </message>
    <message>
        <source>{number} fields of metadata instead of {other}</source>
        <translation>元数据字段 {number} 个，而不是 {other} 个</translation>
    </message>
    <message>
        <source>{path} does not say the form to write.
End the name in .csv or .json.</source>
        <translation>从 {path} 无法得知要写入的格式。
请让文件名以 .csv 或 .json 结尾。</translation>
    </message>
    <message>
        <source>{path} has no manifest.json.
See models/README.md for its form.</source>
        <translation>{path} 中没有 manifest.json。
其格式请参阅 models/README.md。</translation>
    </message>
    <message>
        <source>{path} holds photofinder&apos;s own data and cannot be a photo folder.
Choose another folder, or another --data-dir.</source>
        <translation>{path} 存放 photofinder 自身的数据，不能用作照片文件夹。
请选择另一个文件夹，或另一个 --data-dir。</translation>
    </message>
    <message>
        <source>{path} is a folder.
Give one picture.</source>
        <translation>{path} 是文件夹。
请提供一张图片。</translation>
    </message>
    <message>
        <source>{path} is both folders.
Give two.</source>
        <translation>两个文件夹都是 {path}。
请提供两个不同的文件夹。</translation>
    </message>
    <message>
        <source>{path} is in the library already, as {folder}.</source>
        <translation>{path} 已在图库中，即 {folder}。</translation>
    </message>
    <message>
        <source>{path} is in the library already.</source>
        <translation>{path} 已在图库中。</translation>
    </message>
    <message>
        <source>{path} is not a folder.
Give the folder that holds the photos.</source>
        <translation>{path} 不是文件夹。
请提供存放照片的文件夹。</translation>
    </message>
    <message>
        <source>{path} is not a photo of the library.
Add its folder, then scan: photofinder add FOLDER.</source>
        <translation>{path} 不是图库中的照片。
请添加其所在文件夹，然后扫描：photofinder add FOLDER。</translation>
    </message>
    <message>
        <source>{path} is not one of the library&apos;s folders.
`photofinder status` lists them.</source>
        <translation>{path} 不是图库中的文件夹。
`photofinder status` 可列出图库中的文件夹。</translation>
    </message>
    <message>
        <source>{path} is on a network drive ({kind}), of which the system hears no changes that other computers make. photofinder looks for changes every {interval_s} s instead.
To see them at once, run photofinder on the computer that holds the photos.</source>
        <translation>{path} 位于网络驱动器（{kind}）上，其他计算机在其中所做的更改不会通知本机系统。photofinder 改为每 {interval_s} 秒检查一次更改。
要立即看到更改，请在存放照片的计算机上运行 photofinder。</translation>
    </message>
    <message>
        <source>{path} is part of {folder}, which is in the library already.</source>
        <translation>{path} 是 {folder} 的一部分，后者已在图库中。</translation>
    </message>
    <message>
        <source>{path} now includes {folders}; nothing of it is read again.</source>
        <translation>{path} 现在包含 {folders}；其中的内容不会重新读取。</translation>
    </message>
    <message>
        <source>{path}: {reason}.
Check the name, the disk and your rights, then start again: everything indexed so far is kept.</source>
        <translation>{path}：{reason}。
请检查名称、磁盘和您的权限，然后重新开始：目前已索引的内容都会保留。</translation>
    </message>
    <message>
        <source>{path}: {reason}.
See models/README.md for the manifest&apos;s form.</source>
        <translation>{path}：{reason}。
清单的格式请参阅 models/README.md。</translation>
    </message>
    <message>
        <source>{provider} computes {name} wrongly (cosine {cosine} with the reference, {minimum} needed).
Update onnxruntime and the driver, or choose another model.</source>
        <translation>{provider} 对 {name} 的计算结果不正确（与参考值的余弦相似度为 {cosine}，至少需要 {minimum}）。
请更新 onnxruntime 和驱动程序，或选择另一个模型。</translation>
    </message>
    <message>
        <source>{value} is not a date.
Write it as 2019, 2019-07 or 2019-07-24.</source>
        <translation>{value} 不是日期。
请写成 2019、2019-07 或 2019-07-24 的形式。</translation>
    </message>
    <message>
        <source>{what}; it stays {own}</source>
        <translation>{what}；保持为 {own}</translation>
    </message>
    <message>
        <source>{width} x {height} instead of at most {other_width} x {other_height}</source>
        <translation>{width} x {height}，其他最大 {other_width} x {other_height}</translation>
    </message>
    <message>
        <source>{width} x {height} instead of {keeper_width} x {keeper_height}</source>
        <translation>{width} x {height} 而不是 {keeper_width} x {keeper_height}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Taken from</source>
        <translation>拍摄起始日期</translation>
    </message>
    <message>
        <source>Taken until</source>
        <translation>拍摄截止日期</translation>
    </message>
    <message>
        <source>Without copies</source>
        <translation>不含副本</translation>
    </message>
    <message>
        <source>Leave out copies of the pictures searched with, and show each picture once</source>
        <translation>排除搜索所用图片的副本，每张图片只显示一次</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选条件</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>所有文件夹</translation>
    </message>
    <message>
        <source>Choose a folder...</source>
        <translation>选择文件夹...</translation>
    </message>
    <message>
        <source>Only photos of this folder</source>
        <translation>仅此文件夹中的照片</translation>
    </message>
    <message>
        <source>Only photos of {folder}</source>
        <translation>仅 {folder} 中的照片</translation>
    </message>
</context>
<context>
    <name>FolderComparisonView</name>
    <message>
        <source>Only in {folder} ({count})</source>
        <translation>仅在 {folder} 中 ({count})</translation>
    </message>
    <message>
        <source>In both ({count})</source>
        <translation>两者都有 ({count})</translation>
    </message>
</context>
<context>
    <name>FolderControl</name>
    <message>
        <source>Add a folder of photos</source>
        <translation>添加照片文件夹</translation>
    </message>
    <message>
        <source>{folder} was taken out of the library. Its photos were not touched.</source>
        <translation>{folder} 已从图库中移除。其中的照片未受影响。</translation>
    </message>
    <message>
        <source>{folder} was taken out of the library. Its photos were not touched, and what was learnt of them is kept.</source>
        <translation>{folder} 已从图库中移除。其中的照片未受影响，索引信息已保留。</translation>
    </message>
    <message>
        <source>Add it again</source>
        <translation>重新添加</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>从图库中移除</translation>
    </message>
    <message>
        <source>Remove and forget what was learnt</source>
        <translation>移除并清除索引信息</translation>
    </message>
    <message>
        <source>Connected again: {folder}.</source>
        <translation>已重新连接：{folder}。</translation>
    </message>
    <message>
        <source>Not connected: {folder}. Nothing of it is forgotten; what was not indexed yet is taken up when it is back.</source>
        <translation>未连接：{folder}。相关信息不会丢失；尚未索引的内容会在重新连接后收录。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
</context>
<context>
    <name>FolderOrder</name>
    <message>
        <source>Folders to keep photos in, the dearest first</source>
        <translation>优先保留其中照片的文件夹，最优先的在前</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move a folder</source>
        <translation>按 Alt+上箭头 和 Alt+下箭头 移动文件夹</translation>
    </message>
</context>
<context>
    <name>FolderPairDetail</name>
    <message>
        <source>What the two folders have in common</source>
        <extracomment>of a folder&apos;s name on a button</extracomment>
        <translation>两个文件夹的共同内容</translation>
    </message>
    <message>
        <source>Also identical p&amp;ictures</source>
        <translation>也包括相同图像(&amp;I)</translation>
    </message>
    <message>
        <source>Photos with exactly the same pixels, whose metadata or format may differ</source>
        <translation>像素完全相同的照片，元数据或格式可能不同</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>交换(&amp;W)</translation>
    </message>
    <message>
        <source>Clean up the other folder of the two</source>
        <translation>改为清理另一个文件夹</translation>
    </message>
    <message>
        <source>Compare f&amp;olders</source>
        <translation>比较文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>Clean up {folder}...</source>
        <translation>清理 {folder}...</translation>
    </message>
    <message>
        <source>Move what {other} has too from {folder} to the trash, after a look</source>
        <translation>将 {folder} 中 {other} 也有的照片移到回收站，执行前可先查看</translation>
    </message>
    <message>
        <source>Another program has this library open; here it can only be read.</source>
        <translation>另一个程序已打开此图库；此处只能读取。</translation>
    </message>
</context>
<context>
    <name>FolderPairsPage</name>
    <message>
        <source>Looking for folders that hold the same photos...</source>
        <extracomment>while an index is being made everything changes twice a second</extracomment>
        <translation>正在查找包含相同照片的文件夹...</translation>
    </message>
    <message>
        <source>Folders that hold the same photos</source>
        <translation>包含相同照片的文件夹</translation>
    </message>
    <message>
        <source>Duplicate folders</source>
        <translation>重复文件夹</translation>
    </message>
    <message>
        <source>With &amp;subfolders</source>
        <translation>含子文件夹(&amp;S)</translation>
    </message>
    <message>
        <source>Count each folder with everything below it, or only what it holds itself</source>
        <translation>统计每个文件夹及其所有子文件夹，或只统计其自身包含的照片</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Comparing folders...</source>
        <translation>正在比较文件夹...</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s), the most useful first</source>
        <translation>
            <numerusform>%Ln 对，最有用的在前</numerusform>
        </translation>
    </message>
    <message>
        <source>No two folders hold the same photo</source>
        <translation>没有包含相同照片的文件夹</translation>
    </message>
    <message>
        <source>When a folder turns up a second time, say as a backup or an old export, it is listed here, with how much of it is there already.</source>
        <translation>如果某个文件夹再次出现，例如备份或旧的导出，会列在这里，并显示其中有多少内容已存在。</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>还没有照片</translation>
    </message>
    <message>
        <source>Add a folder of photos; those that hold the same are listed here.</source>
        <translation>请添加照片文件夹；包含相同照片的文件夹会列在这里。</translation>
    </message>
    <message>
        <source>Nothing of this folder can be removed: what the other one has too are further names of the same files.</source>
        <translation>此文件夹中没有可移除的内容：另一个文件夹也有的只是相同文件的其他名称。</translation>
    </message>
</context>
<context>
    <name>FolderPicks</name>
    <message>
        <source>First folder</source>
        <extracomment>a folder&apos;s path may be long; the box is not of a path, as much as says which it is; the rest is seen where there is room</extracomment>
        <translation>第一个文件夹</translation>
    </message>
    <message>
        <source>Second folder</source>
        <translation>第二个文件夹</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare these two folders</source>
        <translation>比较这两个文件夹</translation>
    </message>
    <message>
        <source>Any folder</source>
        <translation>任一文件夹</translation>
    </message>
    <message>
        <source>Another folder</source>
        <translation>另一个文件夹</translation>
    </message>
    <message>
        <source>&amp;Two folders:</source>
        <translation>两个文件夹(&amp;T)：</translation>
    </message>
    <message>
        <source>and</source>
        <translation>和</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders of the library</source>
        <translation>图库中的文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>&amp;Protected</source>
        <translation>受保护(&amp;P)</translation>
    </message>
    <message>
        <source>A clean-up never removes a photo of a protected folder.</source>
        <translation>清理绝不会移除受保护的文件夹中的照片。</translation>
    </message>
    <message>
        <source>&amp;Add a folder...</source>
        <translation>添加文件夹(&amp;A)...</translation>
    </message>
    <message>
        <source>&amp;Remove...</source>
        <translation>移除(&amp;R)...</translation>
    </message>
    <message>
        <source>Remove, keep what was learnt</source>
        <translation>移除，保留索引信息</translation>
    </message>
    <message>
        <source>Remove and forget</source>
        <translation>移除并清除索引信息</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>受保护</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Add a folder of photos</source>
        <translation>添加照片文件夹</translation>
    </message>
    <message>
        <source>Take {folder} out of the library? Its photos stay where they are. If what was learnt of them is kept, adding the folder again takes no time.</source>
        <translation>要从图库中移除 {folder} 吗？其中的照片会留在原处。如果保留索引信息，以后重新添加此文件夹无需等待。</translation>
    </message>
</context>
<context>
    <name>GroupDetail</name>
    <message>
        <source>Keep all</source>
        <extracomment>a title and three buttons without words a button around its word: icon, gap and both edges where one was before the groups were read again</extracomment>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Nothing of this group goes (A)</source>
        <translation>不移走此组中的任何文件 (A)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>See the photos side by side (C)</source>
        <translation>并排查看照片 (C)</translation>
    </message>
    <message>
        <source>Keep and hide</source>
        <translation>保留并隐藏</translation>
    </message>
    <message>
        <source>Keep all of them and never ask about them again (X)</source>
        <translation>全部保留，不再询问 (X)</translation>
    </message>
    <message>
        <source>Not duplicates</source>
        <translation>不是重复照片</translation>
    </message>
    <message>
        <source>They are no copies of each other; remember that (X)</source>
        <translation>它们不是彼此的副本；记住这一点 (X)</translation>
    </message>
    <message>
        <source>Not related</source>
        <translation>不相关</translation>
    </message>
    <message>
        <source>They do not belong together; remember that (X)</source>
        <translation>它们不属于同一组；记住这一点 (X)</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
</context>
<context>
    <name>HiddenStart</name>
    <message>
        <source>This desktop has no notification area, so photofinder started as a minimised window. Closing the window ends it.</source>
        <extracomment>a panel is there a few seconds after the session began, on a slow disk too</extracomment>
        <translation>此桌面没有通知区域，因此 photofinder 以最小化窗口启动。关闭窗口会退出程序。</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <extracomment>what tells one reading of a clean-up&apos;s files from another tests and the window wait for it</extracomment>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Export all...</source>
        <translation>全部导出...</translation>
    </message>
    <message>
        <source>No clean-ups yet</source>
        <translation>还没有清理记录</translation>
    </message>
    <message>
        <source>What you move to the trash in Duplicates is listed here, with the way back, for as long as the trash is not emptied.</source>
        <translation>您在“重复照片”中移到回收站的内容会列在这里；只要回收站未清空，就可以从这里撤销。</translation>
    </message>
    <message>
        <source>Go to Duplicates</source>
        <translation>前往“重复照片”</translation>
    </message>
    <message>
        <source>Clean-ups</source>
        <translation>清理记录</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>导出...</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress of the undo</source>
        <translation>撤销进度</translation>
    </message>
    <message>
        <source>Files of the clean-up</source>
        <translation>此次清理的文件</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>{files} · {size} · {state}</source>
        <translation>{files} · {size} · {state}</translation>
    </message>
    <message numerus="yes">
        <source>Undo: put back %Ln file(s)</source>
        <translation>
            <numerusform>撤销：放回 %Ln 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: take back %Ln sidecar(s)</source>
        <translation>
            <numerusform>撤销：收回 %Ln 个附属文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Another program has this library open; here it can only be read.</source>
        <translation>另一个程序已打开此图库；此处只能读取。</translation>
    </message>
    <message>
        <source>The files are on a drive that is not connected.</source>
        <translation>这些文件位于未连接的驱动器上。</translation>
    </message>
    <message>
        <source>Everything is back already.</source>
        <translation>所有文件均已放回。</translation>
    </message>
    <message>
        <source>The files are not in the trash any more.</source>
        <translation>文件已不在回收站中。</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export the journal</source>
        <translation>导出历史记录</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) of the journal were written to {path}.</source>
        <translation>
            <numerusform>已将历史记录中的 %Ln 个文件写入 {path}。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageCanvas</name>
    <message>
        <source>Drag a rectangle, or move it with the arrow keys and size it with Shift. Enter searches, Esc cancels.</source>
        <translation>拖动以框选矩形区域；也可用方向键移动，按住 Shift 调整大小。按 Enter 搜索，按 Esc 取消。</translation>
    </message>
</context>
<context>
    <name>JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Close the list of jobs</source>
        <translation>关闭任务列表</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nothing is being done. New and changed photos are read when they come.</source>
        <translation>当前没有任务。出现新照片或照片有更改时会自动读取。</translation>
    </message>
</context>
<context>
    <name>KeeperPage</name>
    <message>
        <source>Which copy is kept</source>
        <translation>保留哪个副本</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>另存为...</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>An order that you save can be chosen here, and for marking duplicates.</source>
        <translation>保存的顺序可在此处选择，也可在标记重复照片时选择。</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Restore the usual order</source>
        <translation>恢复默认顺序</translation>
    </message>
    <message>
        <source>Of several equal pictures the one is kept that wins by the first rule that tells them apart. Nothing is removed by this alone; each suggestion says its reason.</source>
        <translation>多张相同图片中，按第一条能区分它们的规则，保留其中胜出的一张。仅凭规则不会移除任何文件；每条建议都会说明理由。</translation>
    </message>
    <message>
        <source>Protected folders</source>
        <translation>受保护的文件夹</translation>
    </message>
    <message>
        <source>Add...</source>
        <translation>添加...</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>A clean-up never removes a photo below these folders.</source>
        <translation>清理绝不会移除这些文件夹及其子文件夹中的照片。</translation>
    </message>
    <message>
        <source>What a name does</source>
        <translation>名称的作用</translation>
    </message>
    <message>
        <source>Keep names like</source>
        <translation>保留名称符合的：</translation>
    </message>
    <message>
        <source>Do not keep names like</source>
        <translation>不保留名称符合的：</translation>
    </message>
    <message>
        <source>Pattern of names</source>
        <translation>名称模式</translation>
    </message>
    <message>
        <source>for example *_edited.*</source>
        <translation>例如 *_edited.*</translation>
    </message>
    <message>
        <source>Add rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>* stands for any letters, ? for one. The rule is put on top of the list; without its check mark it is forgotten.</source>
        <translation>* 代表任意字符，? 代表一个字符。规则会加到列表顶部；取消勾选后即被删除。</translation>
    </message>
    <message>
        <source>Preferred folders</source>
        <translation>首选文件夹</translation>
    </message>
    <message>
        <source>Of equal photos the one below the first of these folders is kept, where the rule “Lies in a preferred folder” has its turn.</source>
        <translation>轮到规则“位于首选文件夹中”时，相同的照片中会保留位于最靠前的文件夹中的那一张。</translation>
    </message>
    <message>
        <source>Prefer a folder</source>
        <translation>添加首选文件夹</translation>
    </message>
    <message>
        <source>Protect a folder</source>
        <translation>保护文件夹</translation>
    </message>
    <message>
        <source>This folder is protected already.</source>
        <translation>此文件夹已受保护。</translation>
    </message>
</context>
<context>
    <name>KeyLegend</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Photos</source>
        <extracomment>a filter that is being typed is not asked for at every letter in the stack</extracomment>
        <translation>照片</translation>
    </message>
    <message>
        <source>Filter by name, folder, camera or date</source>
        <translation>按名称、文件夹、相机或日期筛选</translation>
    </message>
    <message>
        <source>Filter photos</source>
        <translation>筛选照片</translation>
    </message>
    <message>
        <source>Type among the photos, or press / first. Words that begin with S or C need the /: these letters alone search and compare.</source>
        <translation>在照片列表中直接输入，或先按 /。以 S 或 C 开头的词需先按 /：这两个字母单独按下时用于查找相似照片和比较。</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序依据</translation>
    </message>
    <message>
        <source>Date taken</source>
        <translation>拍摄日期</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Date added</source>
        <translation>添加日期</translation>
    </message>
    <message>
        <source>Size of thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Size of thumbnails (Ctrl+wheel)</source>
        <translation>缩略图大小 (Ctrl+滚轮)</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>无法打开图库</translation>
    </message>
    <message>
        <source>No photo fits the filter</source>
        <translation>没有符合筛选条件的照片</translation>
    </message>
    <message>
        <source>Nothing here has “{text}” in its name, folder, camera or date.</source>
        <translation>这里没有名称、文件夹、相机或日期中包含“{text}”的照片。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选条件</translation>
    </message>
    <message>
        <source>Photos of the last {days} days appear here as they come.</source>
        <translation>最近 {days} 天的照片出现后会显示在这里。</translation>
    </message>
    <message>
        <source>Nothing was added lately</source>
        <translation>最近没有添加照片</translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation>这里没有照片</translation>
    </message>
    <message>
        <source>They appear as soon as they are found; the folder is being watched.</source>
        <translation>找到照片后会立即显示；此文件夹正在受监视。</translation>
    </message>
    <message>
        <source>Opening the library</source>
        <translation>正在打开图库</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>降序</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>升序</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{place} – photofinder</source>
        <extracomment>after the library was opened, until the pages that nobody asked for are built no page needs more, in no language (tests/ui/test_window_width.py)</extracomment>
        <translation>{place} – photofinder</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close all</source>
        <translation>全部关闭</translation>
    </message>
    <message>
        <source>F6 leads here</source>
        <extracomment>people read some 200 words a minute, that is 60 ms a letter; a button needs time to be reached</extracomment>
        <translation>按 F6 转到这里</translation>
    </message>
    <message>
        <source>Close this message (Esc, here or in the photos)</source>
        <translation>关闭此消息（在此处或照片中按 Esc）</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>{level}: {text}</source>
        <translation>{level}：{text}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathLabel</name>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
</context>
<context>
    <name>PatternList</name>
    <message>
        <source>Another one</source>
        <translation>新增一项</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>PauseButton</name>
    <message>
        <source>Go on with the work</source>
        <translation>继续工作</translation>
    </message>
    <message>
        <source>Pause the work</source>
        <translation>暂停工作</translation>
    </message>
    <message>
        <source>Pause the work: nothing is indexed and no folder is looked at meanwhile</source>
        <translation>暂停工作：暂停期间不建立索引，也不检查文件夹</translation>
    </message>
</context>
<context>
    <name>PhotoCanvas</name>
    <message>
        <source>Loading full size…</source>
        <translation>正在加载完整尺寸…</translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>{width} x {height} pixels, {size}</source>
        <extracomment>neighbours that are fetched together rows of one question: making them takes Python&apos;s lock for 2 ms, in which nothing is painted several times what a large screen shows at the smallest size; more would make the collector of garbage, which looks at each, hold up the window what was wanted before so many others has been scrolled past</extracomment>
        <translation>{width} x {height} 像素，{size}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical file(s) elsewhere</source>
        <translation>
            <numerusform>其他位置有 %Ln 个相同文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Its drive or folder is not connected</source>
        <translation>其所在的驱动器或文件夹未连接</translation>
    </message>
    <message>
        <source>{percent} % alike</source>
        <translation>{percent}% 相似</translation>
    </message>
</context>
<context>
    <name>PhotoSheet</name>
    <message>
        <source>Drag a rectangle over the preview, or use the arrow keys, with Shift to resize. Enter searches, Esc cancels.</source>
        <translation>在预览上拖动以框选矩形区域；也可使用方向键，按住 Shift 调整大小。按 Enter 搜索，按 Esc 取消。</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>Find similar (S)</source>
        <translation>查找相似照片 (S)</translation>
    </message>
    <message>
        <source>Search by a region</source>
        <translation>按局部区域搜索</translation>
    </message>
    <message>
        <source>Find what looks like a part of this photo</source>
        <translation>查找与此照片某一部分相似的照片</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题说明</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Not within reach now</source>
        <translation>目前无法访问</translation>
    </message>
</context>
<context>
    <name>PictureBox</name>
    <message>
        <source>No picture to show</source>
        <translation>没有可显示的图片</translation>
    </message>
</context>
<context>
    <name>PictureIntake</name>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>拖放的图片</translation>
    </message>
    <message>
        <source>Add to the library</source>
        <translation>添加到图库</translation>
    </message>
    <message numerus="yes">
        <source>Only the first {most} pictures are searched with; %n left out.</source>
        <translation>
            <numerusform>仅使用前 {most} 张图片搜索；已略去 %n 张。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is a folder. Drop pictures to search with, or add it to the library.</source>
        <translation>{name} 是文件夹。请拖放用于搜索的图片，或将其添加到图库。</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} 已不在原处。</translation>
    </message>
    <message>
        <source>{name} cannot be read. Check your rights and the drive.</source>
        <translation>无法读取 {name}。请检查您的权限和驱动器。</translation>
    </message>
    <message>
        <source>{name} is not a picture that photofinder can read.</source>
        <translation>{name} 不是 photofinder 可读取的图片。</translation>
    </message>
    <message>
        <source>photofinder does not go online. Save the picture first, then drop the file here.</source>
        <translation>photofinder 不会联网。请先保存图片，再将文件拖放到此处。</translation>
    </message>
    <message>
        <source>There is no picture in this. Drop or copy a picture or a picture file.</source>
        <translation>其中没有图片。请拖放或复制图片或图片文件。</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) left out. Drop pictures to search with, or add them to the library.</source>
        <translation>
            <numerusform>已忽略 %n 个文件夹。请拖放用于搜索的图片，或将其添加到图库。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out that are no pictures.</source>
        <translation>
            <numerusform>已忽略 %n 个不是图片的文件。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out that cannot be read.</source>
        <translation>
            <numerusform>已忽略 %n 个无法读取的文件。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Parts of the plan</source>
        <translation>清理计划的各部分</translation>
    </message>
    <message>
        <source>Files that go</source>
        <translation>将移走的文件</translation>
    </message>
    <message>
        <source>What kept photos are told</source>
        <translation>为保留的照片并入的信息</translation>
    </message>
    <message>
        <source>Take over what the copies know (place, date, caption, keywords, rating) into sidecars of the kept photos</source>
        <translation>将副本中的信息（位置、日期、说明、关键字、评分）写入保留照片的附属文件</translation>
    </message>
    <message>
        <source>Folders that files are taken out of</source>
        <translation>将从中移走文件的文件夹</translation>
    </message>
    <message>
        <source>Files that are left alone</source>
        <translation>保持不动的文件</translation>
    </message>
    <message>
        <source>Clean up {files} · {size}</source>
        <translation>清理 {files} · {size}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Their drive has no trash: they are moved to the folder .photofinder-quarantine on it, which is emptied by nobody but you. Of each group at least one file stays where it is. You can undo this in History, also later.</source>
        <translation>其所在的驱动器没有回收站：文件将移到该驱动器上的隔离文件夹 .photofinder-quarantine，此文件夹只能由您自己清空。每组至少有一个文件留在原处。以后也可以在“历史记录”中撤销。</translation>
    </message>
    <message>
        <source>They are moved to the system&apos;s trash; of each group at least one file stays where it is. You can undo this in History, also later. Emptying the trash frees the space.</source>
        <translation>这些文件会移到系统回收站；每组至少有一个文件留在原处。您可以在“历史记录”中撤销，以后也可以。清空回收站后才会释放空间。</translation>
    </message>
    <message>
        <source>There is nothing to clean up</source>
        <translation>没有可清理的内容</translation>
    </message>
    <message>
        <source>None of the marked files can go now; the list says why.</source>
        <translation>标记的文件现在都无法移走；原因见列表。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them lie on a drive without a trash and go to a folder on it named .photofinder-quarantine, which is emptied by nobody but you.</source>
        <translation>
            <numerusform>其中 %Ln 个位于没有回收站的驱动器上，将移到该驱动器上名为 .photofinder-quarantine 的文件夹，此文件夹只能由您自己清空。</numerusform>
        </translation>
    </message>
    <message>
        <source>Files ({count})</source>
        <translation>文件 ({count})</translation>
    </message>
    <message>
        <source>Folders ({count})</source>
        <translation>文件夹 ({count})</translation>
    </message>
    <message>
        <source>Taken over ({count})</source>
        <translation>并入的信息 ({count})</translation>
    </message>
    <message>
        <source>Left alone ({count})</source>
        <translation>保持不动 ({count})</translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Preset of rules</source>
        <translation>规则预设</translation>
    </message>
    <message>
        <source>An order of your own</source>
        <translation>自定义顺序</translation>
    </message>
</context>
<context>
    <name>PreviewBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>上一张照片</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>下一张照片</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100%</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>Search by a region</source>
        <translation>按局部区域搜索</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number}/{count}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>No photo to show</source>
        <translation>没有可显示的照片</translation>
    </message>
    <message>
        <source>This photo is no longer in the library</source>
        <translation>此照片已不在图库中</translation>
    </message>
    <message>
        <source>Go on to the next one, or close the preview.</source>
        <translation>请转到下一张，或关闭预览。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
</context>
<context>
    <name>PreviewWindow</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>ProblemDetails</name>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题说明</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Remove from the library...</source>
        <translation>从图库中移除...</translation>
    </message>
    <message>
        <source>Remove, keep what was learnt</source>
        <translation>移除，保留索引信息</translation>
    </message>
    <message>
        <source>Remove and forget</source>
        <translation>移除并清除索引信息</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Take this folder out of the library? Its photos stay where they are.
If what was learnt of them is kept, adding the folder again takes no time.</source>
        <translation>要从图库中移除此文件夹吗？其中的照片会留在原处。
如果保留索引信息，以后重新添加此文件夹无需等待。</translation>
    </message>
</context>
<context>
    <name>ProblemsModel</name>
    <message>
        <source>It is not there at the moment.
Connect its drive, or remove it here.</source>
        <extracomment>the internal id of a group; of what is in it, the group&apos;s row + 1</extracomment>
        <translation>它目前不在原处。
请连接其所在的驱动器，或在这里将其移除。</translation>
    </message>
    <message>
        <source>Folders that are offline ({count})</source>
        <translation>离线的文件夹 ({count})</translation>
    </message>
    <message>
        <source>Folders that could not be read ({count})</source>
        <translation>无法读取的文件夹 ({count})</translation>
    </message>
    <message>
        <source>Photos that cannot be read ({count})</source>
        <translation>无法读取的照片 ({count})</translation>
    </message>
    <message>
        <source>Folders that are looked at from time to time instead of watched ({count})</source>
        <translation>无法监视、改为定期检查的文件夹 ({count})</translation>
    </message>
    <message>
        <source>{heading}, the first {count} are listed</source>
        <translation>{heading}，仅列出前 {count} 项</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题说明</translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message>
        <source>Problems</source>
        <extracomment>a line is chosen as a whole, so its cells must not look like pills</extracomment>
        <translation>问题</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>复制列表</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>Every photo can be read, and every folder of the library is there.</source>
        <translation>所有照片都能读取，图库中的所有文件夹都在。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation>
            <numerusform>%Ln 个文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln path(s)</source>
        <translation>
            <numerusform>复制 %Ln 个路径</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove from the library...</source>
        <translation>从图库中移除...</translation>
    </message>
    <message>
        <source>Trying again...</source>
        <translation>正在重试...</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can be read now.</source>
        <translation>
            <numerusform>现在可以读取 %Ln 张照片。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has changed: the same photos cannot be read.</source>
        <translation>没有变化：仍无法读取相同的照片。</translation>
    </message>
    <message>
        <source>The folders were looked at again.</source>
        <translation>已重新检查文件夹。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) were copied.</source>
        <translation>
            <numerusform>已复制 %Ln 行。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressStatus</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Show what is being done</source>
        <translation>显示正在进行的任务</translation>
    </message>
    <message>
        <source>Show what is being done, with a way to stop each job</source>
        <translation>显示正在进行的任务，可逐个停止</translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s)</source>
        <translation>
            <numerusform>还有 %n 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>The library is not open</source>
        <translation>图库未打开</translation>
    </message>
    <message>
        <source>Opening...</source>
        <translation>正在打开...</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>还没有照片</translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation>{count} 张照片</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 张照片</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) offline</source>
        <translation>
            <numerusform>%n 个文件夹离线</numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message numerus="yes">
        <source>%n not read yet</source>
        <translation>
            <numerusform>%n 张尚未读取</numerusform>
        </translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>已是最新</translation>
    </message>
</context>
<context>
    <name>QueryCard</name>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>{role}: {name}</source>
        <translation>{role}：{name}</translation>
    </message>
    <message>
        <source>Remove {name} from the search</source>
        <translation>从搜索中移除 {name}</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Less like this part</source>
        <translation>少些像这部分的</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>少些像这张的</translation>
    </message>
    <message>
        <source>Like this part</source>
        <translation>像这部分</translation>
    </message>
    <message>
        <source>Like this</source>
        <translation>像这张</translation>
    </message>
</context>
<context>
    <name>QueryStrip</name>
    <message>
        <source>What is wrong</source>
        <translation>问题说明</translation>
    </message>
    <message>
        <source>Search without it</source>
        <translation>搜索时不使用此图片</translation>
    </message>
    <message>
        <source>Pictures searched with</source>
        <translation>搜索所用的图片</translation>
    </message>
    <message>
        <source>Search with this one only</source>
        <translation>仅用此图片搜索</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>多些像这张的</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>少些像这张的</translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation>在图库中显示</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>RecognitionPage</name>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>Another model computes every photo anew, in the background. Until that is done the present one answers; your decisions stay.</source>
        <translation>更换模型后，会在后台重新计算每张照片。完成之前仍使用当前模型；您的决定会保留。</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>设备(&amp;D)</translation>
    </message>
    <message>
        <source>What is not found here is not installed, or the computer does not have it.</source>
        <translation>此处未找到的设备未安装，或此计算机不具备。</translation>
    </message>
    <message>
        <source>&amp;Check now</source>
        <translation>立即检查(&amp;C)</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>自检</translation>
    </message>
    <message>
        <source>Computes a test card and compares the answer with the right one.</source>
        <translation>计算测试图，并将结果与正确结果比较。</translation>
    </message>
    <message>
        <source>Reading photos</source>
        <translation>读取照片</translation>
    </message>
    <message>
        <source>As many as fit</source>
        <translation>自动（尽可能多）</translation>
    </message>
    <message>
        <source>&amp;Photos at once</source>
        <translation>同时读取的照片数(&amp;P)</translation>
    </message>
    <message>
        <source>Fewer leave more of the computer to other programs. It counts from the next scan.</source>
        <translation>数量越少，留给其他程序的计算机资源越多。下次扫描起生效。</translation>
    </message>
    <message>
        <source>Open the folder of models</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>The fastest that computes rightly</source>
        <translation>计算正确的最快设备</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器 (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA graphics (CUDA)</source>
        <translation>NVIDIA 显卡 (CUDA)</translation>
    </message>
    <message>
        <source>Windows graphics (DirectML)</source>
        <translation>Windows 显卡 (DirectML)</translation>
    </message>
    <message>
        <source>Apple (Core ML)</source>
        <translation>Apple (Core ML)</translation>
    </message>
    <message>
        <source>{title} ({size})</source>
        <translation>{title} ({size})</translation>
    </message>
    <message>
        <source>{device} – not found here</source>
        <translation>{device} – 此处未找到</translation>
    </message>
    <message>
        <source>{name} (missing)</source>
        <translation>{name}（缺失）</translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation>正在检查...</translation>
    </message>
</context>
<context>
    <name>ResultActions</name>
    <message>
        <source>Add to search</source>
        <translation>添加到搜索</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>少些像这张的</translation>
    </message>
</context>
<context>
    <name>ResultsArea</name>
    <message>
        <source>Similar photos, the most similar first</source>
        <translation>相似照片，最相似的在前</translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation>正在搜索...</translation>
    </message>
    <message>
        <source>Press S on a photo of the library, drop a picture here, or paste one. Of several pictures, what they have in common counts.</source>
        <translation>在图库中选中照片后按 S 键，或将图片拖放、粘贴到此处。使用多张图片时，以它们的共同点为准。</translation>
    </message>
    <message>
        <source>What looks like this one?</source>
        <translation>哪些照片与它相似？</translation>
    </message>
    <message>
        <source>Open image...</source>
        <translation>打开图片...</translation>
    </message>
    <message>
        <source>What went wrong, and what can be done, is said above.</source>
        <translation>上方说明了出现的问题和解决办法。</translation>
    </message>
    <message>
        <source>Nothing was searched for</source>
        <translation>未进行搜索</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The most similar one reaches {percent}.</source>
        <translation>最相似的照片为 {percent}。</translation>
    </message>
    <message>
        <source>No photo is that similar</source>
        <translation>没有达到此相似度的照片</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>There is no photo in this folder or of this time.</source>
        <translation>此文件夹中或此时间段内没有照片。</translation>
    </message>
    <message>
        <source>No photo fits the filters</source>
        <translation>没有符合筛选条件的照片</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选条件</translation>
    </message>
    <message>
        <source>Photos can be found as soon as they were read; they appear here.</source>
        <translation>照片读取后即可被搜索到，并显示在这里。</translation>
    </message>
    <message>
        <source>There is nothing to compare with yet</source>
        <translation>还没有可供比较的照片</translation>
    </message>
    <message>
        <source>Update results</source>
        <translation>更新结果</translation>
    </message>
    <message>
        <source>{done} of {total} photos are searchable yet.</source>
        <translation>目前可搜索 {done} 张照片，共 {total} 张。</translation>
    </message>
    <message>
        <source>The library has changed since this search.</source>
        <translation>此次搜索之后图库已发生更改。</translation>
    </message>
</context>
<context>
    <name>ReviewBoard</name>
    <message>
        <source>The group you were looking at has changed or is gone. Look at this one, then press again.</source>
        <extracomment>the current group took the place of another one while nobody asked for it</extracomment>
        <translation>您正在查看的组已更改或不存在。请查看当前的组，然后再按一次。</translation>
    </message>
    <message>
        <source>{name} does not belong to the group any more and was not marked.</source>
        <translation>{name} 已不属于该组，未标记。</translation>
    </message>
    <message>
        <source>The group has changed meanwhile; nothing was done.</source>
        <translation>该组在此期间已更改；未执行任何操作。</translation>
    </message>
    <message>
        <source>Marked: {totals}. Ctrl+Z takes it back.</source>
        <translation>已标记：{totals}。按 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>The group is not shown any more. Ctrl+Z brings it back.</source>
        <translation>不再显示该组。按 Ctrl+Z 可恢复显示。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Taken back. Ctrl+Y does it again.</source>
        <translation>已撤销。按 Ctrl+Y 重做。</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Keep only this one</source>
        <translation>仅保留此项</translation>
    </message>
</context>
<context>
    <name>RowText</name>
    <message>
        <source>The chosen line</source>
        <translation>选中的行</translation>
    </message>
</context>
<context>
    <name>RuleBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>By which order of rules the one to keep is suggested</source>
        <translation>按哪种规则顺序建议要保留的文件</translation>
    </message>
    <message>
        <source>The photos of a series are different shots: what is marked here exists only once. Mark {files} photos ({size}) in {groups} series, all but the first of each?</source>
        <translation>系列中的照片是不同的拍摄：此处标记的照片都只有一份。要在 {groups} 个系列中标记 {files} 张照片（{size}），即每个系列中除第一张以外的所有照片吗？</translation>
    </message>
    <message>
        <source>Mark {files} files ({size}) for the trash, in the {groups} groups that are listed? The suggested one of each stays, and so does what you decided yourself.</source>
        <translation>要在所列的 {groups} 组中标记 {files} 个文件（{size}），准备移到回收站吗？每组中建议保留的文件会保留，您自己所做的决定也不变。</translation>
    </message>
    <message>
        <source>Mark {files} files ({size}) for the trash, in {groups} groups? The suggested one of each stays, and so does what you decided yourself.</source>
        <translation>要在 {groups} 组中标记 {files} 个文件（{size}），准备移到回收站吗？每组中建议保留的文件会保留，您自己所做的决定也不变。</translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln file(s)</source>
        <translation>
            <numerusform>标记 %Ln 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleList</name>
    <message>
        <source>Rules, the weightiest first</source>
        <translation>规则，最重要的在前</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move a rule</source>
        <translation>按 Alt+上箭头 和 Alt+下箭头 移动规则</translation>
    </message>
</context>
<context>
    <name>RuleQuestion</name>
    <message>
        <source>There is nothing left that the rule would mark here.</source>
        <extracomment>what the bar asks about</extracomment>
        <translation>这里已没有可按规则标记的内容。</translation>
    </message>
</context>
<context>
    <name>ScopeBar</name>
    <message>
        <source>Show all groups</source>
        <translation>显示所有组</translation>
    </message>
    <message>
        <source>Only groups with something in {folder}</source>
        <translation>仅显示在 {folder} 中有文件的组</translation>
    </message>
    <message numerus="yes">
        <source>Only groups with something in one of %n folder(s)</source>
        <translation>
            <numerusform>仅显示在这 %n 个文件夹之一中有文件的组</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionSummary</name>
    <message>
        <source>Find similar to these</source>
        <extracomment>photos are read so many at a time, so that a million of them need no room</extracomment>
        <translation>查找与这些相似的照片</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation>
            <numerusform>已选择 %n 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n folder(s)</source>
        <translation>
            <numerusform>位于 %n 个文件夹中</numerusform>
        </translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>设置的页面</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>监视</translation>
    </message>
    <message>
        <source>Keeper rules</source>
        <translation>保留规则</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Another photofinder is writing to this library. Change settings there.</source>
        <translation>另一个 photofinder 正在写入此图库。请在那里更改设置。</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Filter by word or key</source>
        <translation>按文字或按键筛选</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Views and folders</source>
        <extracomment>five digits with what is around them</extracomment>
        <translation>视图和文件夹</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>所有照片</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>最近添加</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复照片</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Duplicate folders</source>
        <translation>重复文件夹</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>{name} (offline)</source>
        <translation>{name}（离线）</translation>
    </message>
</context>
<context>
    <name>SidecarsLeft</name>
    <message>
        <source>Sidecars that were not taken back</source>
        <translation>未收回的附属文件</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) of kept photos still say what was taken over from photos that are back.</source>
        <translation>
            <numerusform>保留照片的 %Ln 个附属文件仍含有从已放回的照片并入的信息。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SimilarHeader</name>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>{text} ({keys})</source>
        <translation>{text} ({keys})</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Search with a picture from elsewhere</source>
        <translation>用其他来源的图片搜索</translation>
    </message>
    <message>
        <source>Open image...</source>
        <translation>打开图片...</translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation>粘贴图片</translation>
    </message>
    <message>
        <source>Add image to this search...</source>
        <translation>将图片添加到此搜索...</translation>
    </message>
    <message>
        <source>Add pasted picture to this search</source>
        <translation>将粘贴的图片添加到此搜索</translation>
    </message>
    <message>
        <source>Folder, date and copies</source>
        <translation>文件夹、日期和副本</translation>
    </message>
    <message>
        <source>Filters ({count})</source>
        <translation>筛选 ({count})</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>SimilarPage</name>
    <message>
        <source>Find similar</source>
        <extracomment>photos of one answer; the threshold cuts them without another search an answer that comes sooner changes everything at once, without a veil that would only flicker</extracomment>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>At least one picture must stay that the photos are like.</source>
        <translation>至少须保留一张用来查找相似照片的图片。</translation>
    </message>
    <message>
        <source>Drop a picture to add it to the search</source>
        <translation>拖放图片到此处以添加到搜索</translation>
    </message>
    <message>
        <source>Only the first {count} pictures are searched with.</source>
        <translation>仅用前 {count} 张图片进行搜索。</translation>
    </message>
    <message>
        <source>At most {count} pictures can be searched with.</source>
        <translation>最多可用 {count} 张图片进行搜索。</translation>
    </message>
    <message>
        <source>{folder} holds no photos of the library. Add it to the library first.</source>
        <translation>{folder} 中没有图库的照片。请先将其添加到图库。</translation>
    </message>
</context>
<context>
    <name>ThresholdBar</name>
    <message>
        <source>Show photos that are at least so similar: 100 % is the same picture</source>
        <translation>显示至少达到此相似度的照片：100% 表示同一张图片</translation>
    </message>
    <message>
        <source>Si&amp;milarity</source>
        <translation>相似度(&amp;M)</translation>
    </message>
    <message>
        <source>Lowest similarity</source>
        <translation>最低相似度</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n photo(s)</source>
        <translation>
            <numerusform>{shown}/%n 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation>正在搜索...</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>{text} ({keys})</source>
        <extracomment>what the title beside the buttons needs to say anything the room for all words, and for those that go last</extracomment>
        <translation>{text} ({keys})</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open photofinder</source>
        <extracomment>a notice more often than this is a nuisance the tooltip goes through the desktop&apos;s message bus</extracomment>
        <translation>打开 photofinder</translation>
    </message>
    <message>
        <source>Pause watching</source>
        <translation>暂停监视</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>photofinder goes on here. To end it, choose Quit in the menu.</source>
        <translation>photofinder 会在这里继续运行。要退出，请在菜单中选择“退出”。</translation>
    </message>
    <message>
        <source>photofinder – paused</source>
        <translation>photofinder – 已暂停</translation>
    </message>
    <message>
        <source>photofinder – {work}</source>
        <translation>photofinder – {work}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new duplicate(s)</source>
        <translation>
            <numerusform>%Ln 张新的重复照片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnitList</name>
    <message>
        <source>Belongs together</source>
        <translation>属于同一张照片</translation>
    </message>
    <message>
        <source>These files are one photo: they are kept, removed and restored together.</source>
        <translation>这些文件是同一张照片：会一起保留、移除和放回。</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchingPage</name>
    <message>
        <source>&amp;Notice new, changed and removed photos by itself</source>
        <translation>自动发现新增、更改和移除的照片(&amp;N)</translation>
    </message>
    <message>
        <source>Without it the folders are looked at when the program starts, and by F5.</source>
        <translation>如果关闭，则仅在程序启动时和按 F5 时检查文件夹。</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>&amp;Look every</source>
        <translation>检查间隔(&amp;L)</translation>
    </message>
    <message>
        <source>Only for folders that the system cannot watch, such as network drives.</source>
        <translation>仅用于系统无法监视的文件夹，例如网络驱动器。</translation>
    </message>
    <message>
        <source>Folders that are never entered</source>
        <translation>始终跳过的文件夹</translation>
    </message>
    <message>
        <source>Names of folders that are never entered</source>
        <translation>始终跳过的文件夹的名称</translation>
    </message>
    <message>
        <source>A name, such as cache or *.tmp</source>
        <translation>名称，例如 cache 或 *.tmp</translation>
    </message>
    <message>
        <source>Names of folders, upper and lower case alike; * stands for any letters. Photos in them leave the library at the next look; nothing is deleted.</source>
        <translation>文件夹名称，不区分大小写；* 代表任意字符。下次检查时，其中的照片会从图库中移除；不会删除任何文件。</translation>
    </message>
    <message>
        <source>Restore the usual names</source>
        <translation>恢复默认名称</translation>
    </message>
    <message>
        <source>Give the name of a folder without the folders above it.</source>
        <translation>请只输入文件夹名称，不含上级文件夹。</translation>
    </message>
    <message>
        <source>This name is in the list already.</source>
        <translation>此名称已在列表中。</translation>
    </message>
    <message>
        <source>This would leave out every folder.</source>
        <translation>这会跳过所有文件夹。</translation>
    </message>
</context>
<context>
    <name>_JobRow</name>
    <message>
        <source>Stop: {job}</source>
        <translation>停止：{job}</translation>
    </message>
    <message>
        <source>Stop this job; what is done stays</source>
        <translation>停止此任务；已完成的部分会保留</translation>
    </message>
    <message>
        <source>stopping...</source>
        <translation>正在停止...</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>similar_filters</name>
    <message>
        <source>Choose a folder to search in</source>
        <extracomment>a filter that is being changed is not asked for at every step before the first photograph; stands for &quot;any&quot; in a date field</extracomment>
        <translation>选择要在其中搜索的文件夹</translation>
    </message>
</context>
<context>
    <name>similar_threshold</name>
    <message>
        <source>{percent} %</source>
        <extracomment>unrelated photos mostly lie below, what has something in common above [measured: 600 photos]</extracomment>
        <translation>{percent}%</translation>
    </message>
</context>
</TS>
