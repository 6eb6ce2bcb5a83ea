namespace Banyan.House.Tests.Reading;

/// <summary>One comment without its marks; a block comment is one per line.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Text">What it says.</param>
/// <param name="IsDocumentation">Whether it began with three slashes.</param>
internal sealed record Comment(int Line, string Text, bool IsDocumentation);
