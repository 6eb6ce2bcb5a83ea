using Banyan.Cli.Editing;
using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Editing;

/// <summary>What a terminal shows of a line, with <c>|</c> where the cursor stands.</summary>
public sealed class LineViewTests
{
    private const int Tall = 50;

    [Theory]
    [InlineData(20, "abc|", "> abc", 0, 5)]
    [InlineData(20, "a|bc", "> abc", 0, 3)]
    [InlineData(6, "abcd|", "> abcd/", 1, 0)]
    [InlineData(6, "abcdef|", "> abcd/ef", 1, 2)]
    [InlineData(6, "abcd|ef", "> abcd/ef", 1, 0)]
    [InlineData(6, "abc|def", "> abcd/ef", 0, 5)]
    [InlineData(7, "\u65e5\u672c\u8a9e|", "> \u65e5\u672c/\u8a9e", 1, 2)]
    [InlineData(7, "\u65e5\u672c|\u8a9e", "> \u65e5\u672c/\u8a9e", 1, 0)]
    [InlineData(20, "e\u0301\U0001f44d\U0001f3fd|x", "> e\u0301\U0001f44d\U0001f3fdx", 0, 5)]
    [InlineData(20, "one\ntw|o", "> one/... two", 1, 6)]
    [InlineData(20, "one|\ntwo", "> one/... two", 0, 5)]
    [InlineData(8, "abcdefgh\nx|", "> abcdef/gh/... x", 2, 5)]
    [InlineData(20, "a\tb|", "> a    b", 0, 8)]
    [InlineData(30, "a\u202eb|", "> a<U+202E>b", 0, 12)]
    public void A_line_is_shown_in_rows(int columns, string line, string rows, int row, int column)
    {
        var screen = new Screen(columns).Show(new LineView().Draw(Face(line), columns, Tall));
        string.Join('/', screen.Rows).ShouldBe(rows);
        screen.Cursor.ShouldBe((row, column));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_a_line_came_about_it_looks_as_if_drawn_anew(int seed)
    {
#pragma warning disable CA5394 // not a secret
        var random = new Random(seed);
        string[] keys = ["a", "\u65e5", "\U0001f44d\U0001f3fd", "e\u0301", " word ", "<Left>", "<Right>", "<Home>", "<End>", "<Backspace>", "<Delete>", "<WordLeft>", "<DeleteWordLeft>", "<NewLine>", "<Up>", "<Down>", "<Yank>"];
        for (var line = 0; line < 40; line++)
        {
            var (editor, view, columns) = (LineEditorTests.Editor(), new LineView(), random.Next(5, 24));
            var screen = new Screen(columns);
            for (var pressed = 0; pressed < 60; pressed++)
            {
                LineEditorTests.Press(editor, keys[random.Next(keys.Length)]);
                var face = new LineFace("> ", editor.Text, editor.Cursor);
                screen.Show(view.Draw(face, columns, Tall * 4));
                var fresh = new Screen(columns).Show(new LineView().Draw(face, columns, Tall * 4));
                screen.Rows.ShouldBe(fresh.Rows, face.ToString());
                screen.Cursor.ShouldBe(fresh.Cursor, face.ToString());
            }
        }
#pragma warning restore CA5394
    }

    [Fact]
    public void Of_a_line_longer_than_the_screen_the_part_around_the_cursor_is_shown()
    {
        var text = string.Join('\n', Enumerable.Range(1, 30));
        var view = new LineView();
        var screen = new Screen(20).Show(view.Draw(new LineFace("> ", text, text.Length), 20, 10));
        screen.Rows.ShouldBe([.. Enumerable.Range(22, 9).Select(number => $"... {number}")]);

        screen.Show(view.Draw(new LineFace("> ", text, 0), 20, 10));

        screen.Rows[0].ShouldBe("> 1");
        screen.Cursor.ShouldBe((0, 2));
        screen.Rows.Length.ShouldBe(9);
    }

    [Fact]
    public void A_window_that_grows_narrower_leaves_nothing_behind()
    {
        var view = new LineView();
        var face = new LineFace("> ", "abcdefghij", 10);
        _ = view.Draw(face, 20, Tall);

        // The terminal has wrapped the row into two and the cursor stands in the second.
        var screen = new Screen(8).Show("> abcdefghij");
        screen.Show(view.Draw(face, 8, Tall));

        screen.Rows.ShouldBe(["> abcdef", "ghij"]);
        screen.Cursor.ShouldBe((1, 4));
    }

    [Fact]
    public void The_end_of_a_line_begins_a_row_of_its_own()
    {
        var view = new LineView();
        var screen = new Screen(20).Show(view.Draw(Face("ab|c"), 20, Tall)).Show(view.End(Face("ab|c"), 20, Tall)).Show(view.Draw(Face("x|"), 20, Tall));
        screen.Rows.ShouldBe(["> abc", "> x"]);
    }

    private static LineFace Face(string line) => new("> ", line.Replace("|", "", StringComparison.Ordinal), line.IndexOf('|', StringComparison.Ordinal));
}
