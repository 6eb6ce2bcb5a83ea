namespace Banyan.House.Tests.Reading;

/// <summary>A committed text file.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Text">Its text.</param>
internal sealed record TextFile(string Path, string Text)
{
    /// <summary>Its lines with their numbers, from 1.</summary>
    public IEnumerable<(int Number, string Text)> Lines => Text.Split('\n').Select((line, index) => (index + 1, line.TrimEnd('\r')));
}
