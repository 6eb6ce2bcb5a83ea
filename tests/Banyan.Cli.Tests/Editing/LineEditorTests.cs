using Banyan.Cli.Editing;
using Banyan.Cli.Output;

namespace Banyan.Cli.Tests.Editing;

/// <summary>Keys in, edits out: <c>|</c> is the place, words in <c>&lt;&gt;</c> are keys.</summary>
public sealed class LineEditorTests
{
    [Theory]
    [InlineData("abc", "abc|")]
    [InlineData("ac<Left>b", "ab|c")]
    [InlineData("abc<Left><Left><Backspace>", "|bc")]
    [InlineData("abc<Home><Delete><End>d", "bcd|")]
    [InlineData("abc<Home><DeleteOrEnd>", "|bc")]
    [InlineData("one two_2 three<WordLeft><WordLeft>", "one |two_2 three")]
    [InlineData("one, two<Home><WordRight><WordRight>", "one, two|")]
    [InlineData("one two<DeleteWordLeft>x", "one x|")]
    [InlineData("one two<Home><DeleteWordRight>", "| two")]
    [InlineData("one two<WordLeft><DeleteToStart>", "|two")]
    [InlineData("one two<WordLeft><DeleteToEnd>", "one |")]
    [InlineData("one two<DeleteWordLeft><Home><Yank>", "two|one ")]
    [InlineData("\u65e5\u672c\u8a9e<Left><Backspace>", "\u65e5|\u8a9e")]
    [InlineData("a\U0001f44d\U0001f3fdb<Left><Left>x", "ax|\U0001f44d\U0001f3fdb")]
    [InlineData("\U0001f469\u200d\U0001f469\u200d\U0001f467<Backspace>", "|")]
    [InlineData("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7<Left><Delete>", "\U0001f1e9\U0001f1ea|")]
    [InlineData("e\u0301a<Left><Left><Right>", "e\u0301|a")]
    [InlineData("ab<Left>\u0301", "a\u0301|b")]
    [InlineData("\u65e5\u672c \U00020000\U00020001<WordLeft>", "\u65e5\u672c |\U00020000\U00020001")]
    [InlineData("one\\<Enter>two", "one\ntwo|")]
    [InlineData("one<NewLine>two<Up>", "one|\ntwo")]
    [InlineData("one<NewLine>two<Home>", "one\n|two")]
    [InlineData("o<NewLine>three<Up><Down>", "o\nt|hree")]
    [InlineData("<NewLine><NewLine>a<Up><Up>", "|\n\na")]
    [InlineData("one<NewLine>two<Up><DeleteToEnd>", "one|\ntwo")]
    [InlineData("```c<Enter>x = 1;<Enter>```", "```c\nx = 1;\n```|")]
    [InlineData("<Up>", "second|")]
    [InlineData("<Up><Up>", "first \u65e5|")]
    [InlineData("<Up><Up><Up>", "first \u65e5|")]
    [InlineData("draft<Up><Down>", "draft|")]
    [InlineData("draft<Up><Up><Down>", "second|")]
    [InlineData("<Search>fir", "|first \u65e5")]
    [InlineData("<Search>s<Search>", "fir|st \u65e5")]
    [InlineData("<Search>sx<Backspace><End>", "second|")]
    [InlineData("typed<Search>fir<GiveUp>", "typed|")]
    [InlineData("typed<Search>fir<Interrupt>", "typed|")]
    [InlineData("typed<Search>nothing<End>", "typed|")]
    [InlineData("<Search>fir<Home>x", "x|first \u65e5")]
    [InlineData("abc<Interrupt>", "|")]
    public void Keys_edit(string keys, string line)
    {
        var editor = Editor();
        Press(editor, keys);
        editor.Text.Insert(editor.Cursor, "|").ShouldBe(line);
    }

    [Theory]
    [InlineData("abc<Enter>", "Done")]
    [InlineData("a\\<Left><Enter>", "Done")]
    [InlineData("one\\<Enter>", "Changed")]
    [InlineData("```<Enter>", "Changed")]
    [InlineData("```<Enter>```<Enter>", "Done")]
    [InlineData("<Search>sec<Enter>", "Done")]
    [InlineData("<DeleteOrEnd>", "Ended")]
    [InlineData("a<DeleteOrEnd>", "Nothing")]
    [InlineData("<Interrupt>", "Interrupted")]
    [InlineData("<Left>", "Nothing")]
    [InlineData("<Backspace>", "Nothing")]
    [InlineData("<Down>", "Nothing")]
    [InlineData("<Tab>", "Completing")]
    [InlineData("<Suspend>", "Suspended")]
    [InlineData("<ClearScreen>", "Cleared")]
    [InlineData("<Other>", "Nothing")]
    public void The_last_key_says_what_is_to_be_done(string keys, string outcome) => Press(Editor(), keys).ToString().ShouldBe(outcome);

    [Fact]
    public void What_was_found_is_the_line()
    {
        var editor = Editor();
        Press(editor, "<Search>FIRST");
        (editor.Query, editor.Text).ShouldBe(("FIRST", "first \u65e5"));
        Press(editor, "<Enter>").ShouldBe(EditOutcome.Done);
        (editor.Query, editor.Text).ShouldBe((null, "first \u65e5"));
    }

    [Fact]
    public void The_same_line_twice_is_kept_once_and_blank_ones_never()
    {
        var history = new LineHistory();
        new[] { "a", "a", " ", "b", "a" }.Select(history.Add).ShouldBe([true, false, false, true, true]);
        history.Lines.ShouldBe(["a", "b", "a"]);
    }

    internal static LineEditor Editor()
    {
        var history = new LineHistory();
        history.Add("first \u65e5");
        history.Add("second");
        var editor = new LineEditor(history, text => OpenText.GoesOn(text) ? OpenText.Begin(text) : null);
        editor.Begin("");
        return editor;
    }

    internal static EditOutcome Press(LineEditor editor, string keys)
    {
        var outcome = EditOutcome.Nothing;
        for (var at = 0; at < keys.Length;)
        {
            var end = keys[at] == '<' ? keys.IndexOf('>', at) + 1 : keys.IndexOf('<', at) is >= 0 and var next ? next : keys.Length;
            outcome = editor.Press(keys[at] == '<' ? new Key(Enum.Parse<KeyKind>(keys[(at + 1)..(end - 1)])) : new Key(KeyKind.Text, keys[at..end]));
            at = end;
        }

        return outcome;
    }
}
