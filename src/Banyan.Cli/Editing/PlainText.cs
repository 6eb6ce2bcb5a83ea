using System.Text;

namespace Banyan.Cli.Editing;

/// <summary>Pasted text as it may stand in a line: line ends are line feeds, other control characters are left out.</summary>
internal static class PlainText
{
    /// <summary>It so.</summary>
    public static string Of(string pasted)
    {
        var text = new StringBuilder(pasted.Length);
        foreach (var letter in pasted.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'))
        {
            if (!char.IsControl(letter) || letter is '\n' or '\t')
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
