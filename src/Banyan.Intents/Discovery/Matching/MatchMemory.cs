using System.Security.Cryptography;
using System.Text;

namespace Banyan.Intents.Discovery.Matching;

/// <summary>The last matching, so that an unchanged catalogue costs none: comparing two large systems takes a second. Not thread-safe.</summary>
internal sealed class MatchMemory
{
    private string _asked = "";
    private IReadOnlyList<OverlapMatch> _matches = [];

    /// <summary>Matches two sides, or tells what the same two gave before.</summary>
    public IReadOnlyList<OverlapMatch> Match(IReadOnlyList<MatchOperation> left, IReadOnlyList<MatchOperation> right)
    {
        var asked = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text(left)}\u0002{Text(right)}")));
        if (asked != _asked)
        {
            (_asked, _matches) = (asked, OverlapMatcher.Match(left, right));
        }

        return _matches;
    }

    private static string Text(IReadOnlyList<MatchOperation> operations)
    {
        var text = new StringBuilder();
        foreach (var one in operations)
        {
            text.Append(one.Name).Append('\u0001').Append(one.Description).Append('\u0001');
            foreach (var field in one.Params.Append(new MatchField("", "", "", [], false)).Concat(one.Results))
            {
                text.Append(field.Name).Append('\u0001').Append(field.Words).Append('\u0001').Append(field.Type).Append('\u0001').AppendJoin('\u0001', field.Values).Append(field.IsRequired);
            }
        }

        return text.ToString();
    }
}
