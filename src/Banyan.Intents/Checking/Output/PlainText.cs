using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Banyan.Intents.Checking.Output;

/// <summary>Takes out of text what a terminal or a page would act on: HTML, escape sequences, control and direction characters, links to hosts nobody allowed.</summary>
internal static partial class PlainText
{
    /// <summary>What stands in the place of a link that was removed.</summary>
    public const string RemovedLink = "[link removed]";

    /// <summary>The text without them. Linear in its length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="allowedHosts">Hosts links may lead to, their subdomains included.</param>
    public static string Clean(string text, IReadOnlyList<string> allowedHosts)
    {
        try
        {
            var visible = MarkupTags.Without(Visible(Escapes().Replace(text, "")));
            visible = MarkdownLinks().Replace(visible, match => IsAllowed(match.Groups["url"].Value, allowedHosts) ? match.Value : $"{match.Groups["text"].Value} {RemovedLink}".TrimStart());
            return Links().Replace(visible, match => IsAllowed(match.Value, allowedHosts) ? match.Value : RemovedLink);
        }
        catch (RegexMatchTimeoutException)
        {
            // What could not be read in time may hold anything: only words are left of it.
            return new string([.. text.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '\n')]);
        }
    }

    private static string Visible(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // Format characters hide text or turn its direction; the joiner that holds an emoji together stays.
            var isHidden = (char.IsControl(c) && c is not ('\n' or '\t')) || (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format && c != '\u200d') || c is '\u2028' or '\u2029';
            if (!isHidden)
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    private static bool IsAllowed(string url, IReadOnlyList<string> allowedHosts)
    {
        var written = url.TrimEnd('.', ',', ';', ')', ']', '>', '!', '?');
        var address = written.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "https://" + written : written;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0
            && allowedHosts.Any(host => string.Equals(uri.IdnHost, host, StringComparison.OrdinalIgnoreCase) || uri.IdnHost.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));
    }

    // CSI, OSC (until BEL or ST) and two-character sequences, in 7-bit and 8-bit form.
    [GeneratedRegex(@"(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,16}[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]{0,2048}(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]{0,4}[0-~]", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Escapes();

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]{0,300})\]\((?<url>[^()\s]{1,2000})(?:\s{1,5}""[^""]{0,200}"")?\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex MarkdownLinks();

    [GeneratedRegex(@"(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|www\.|javascript:|data:[a-z]{1,20}/)[^\s<>""]{1,2000}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Links();
}
