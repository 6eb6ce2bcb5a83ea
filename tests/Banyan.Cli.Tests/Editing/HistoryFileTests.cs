using Banyan.Cli.Editing;
using Banyan.TestKit;

namespace Banyan.Cli.Tests.Editing;

public sealed class HistoryFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Place => Path.Combine(_folder.Path, "banyan", "default.history");

    [Fact]
    public void What_was_said_comes_back_with_its_line_ends_and_only_its_owner_may_read_it()
    {
        var file = new HistoryFile(Place);
        file.Add("one\ntwo \"three\"");
        file.Add("\u65e5\u672c");

        Read().ShouldBe(["one\ntwo \"three\"", "\u65e5\u672c"]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Place).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(Place)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_file_others_may_read_is_made_ones_own()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        File.WriteAllText(Place, "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            new HistoryFile(Place).Add("one");
            File.GetUnixFileMode(Place).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void What_is_no_line_of_it_is_left_out_and_a_long_file_is_cut()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        File.WriteAllLines(Place, [.. Enumerable.Range(0, 2100).Select(number => $"\"{number}\""), "{", "7", "\"last\""]);

        var lines = Read();

        (lines.Count, lines[^1]).ShouldBe((1000, "last"));
        File.ReadAllLines(Place).Length.ShouldBe(1000);
    }

    [Fact]
    public void A_place_that_cannot_be_written_keeps_nobody_from_talking()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "banyan"), "in the way");
        var file = new HistoryFile(Place);
        file.Add("one");
        Read().ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<string> Read()
    {
        var history = new LineHistory();
        new HistoryFile(Place).Read(history);
        return history.Lines;
    }
}
