namespace Banyan.House.Tests.Reading;

/// <summary>A C# file: its text, and the same text with strings and comments blanked out.</summary>
internal sealed class SourceFile
{
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        (Code, Comments) = new CSharpScanner(text).Scan();
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The text with every comment, string and character replaced by blanks, line breaks kept.</summary>
    public string Code { get; }

    public IReadOnlyList<Comment> Comments { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    public bool IsGenerated => Path.EndsWith(".g.cs", StringComparison.Ordinal);

    public int LineCount => Text.Split('\n').Length - (Text.EndsWith('\n') ? 1 : 0);

    public int LineOf(int offset) => Text.AsSpan(0, offset).Count('\n') + 1;
}
