namespace Banyan.Host.Doors;

/// <summary>Makes foreign text fit for a header.</summary>
internal static class HeaderText
{
    /// <summary>Puts <c>?</c> for whatever is not printable ASCII.</summary>
    public static string Safe(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
            }
        });
}
