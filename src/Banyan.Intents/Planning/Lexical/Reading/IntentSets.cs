using Banyan.Intents.Planning.Lexical.Scoring;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>Finds which intents a long message asks for: the best cut into pieces, each piece the intent it is most like, and what those need first.</summary>
/// <remarks>
/// 1. Pieces between marks and joints. 2. The value of a row of pieces is its best intent's score. 3. The cut with the highest sum, less a price for each part.
/// 4. What a part's intent requires and only another yields is added before it.
/// </remarks>
/// <param name="scores">The scorer.</param>
/// <param name="needs">For each intent, those that must run before it since they yield what it requires; empty when none.</param>
/// <param name="verbs">Stems requests begin with, beside those every catalogue has.</param>
internal sealed class IntentSets(ScoreIndex scores, IReadOnlyList<IReadOnlyList<int>> needs, IReadOnlySet<string> verbs)
{
    private const int LongestRow = 7;
    private const int MostPieces = 40;
    private const double PartPrice = 0.05;

    /// <summary>The intents, in the order of the message.</summary>
    /// <param name="tokens">The message.</param>
    /// <param name="count">How many steps there are; null when not known.</param>
    public IReadOnlyList<int> Find(IReadOnlyList<Token> tokens, int? count = null)
    {
        var pieces = Pieces(tokens);
        if (pieces.Count == 0 || count == 0)
        {
            return [];
        }

        var values = Values(pieces);
        if (count is not { } wanted)
        {
            return Closed(Labels(Best(values, pieces.Count, null)));
        }

        var tried = Enumerable.Range(1, Math.Min(wanted, pieces.Count)).Select(parts => Closed(Labels(Best(values, pieces.Count, parts)))).ToList();
        return tried.FindLast(set => set.Count == wanted) ?? Filled(tried[^1], pieces, wanted);
    }

    /// <summary>The best cut of a message: one row of tokens for each thing it asks for, in order.</summary>
    public List<List<Token>> Cut(IReadOnlyList<Token> tokens)
    {
        var pieces = Pieces(tokens);
        if (pieces.Count < 2)
        {
            return [[.. tokens]];
        }

        var parts = new List<(int Label, List<Token> Tokens)>();
        foreach (var (label, first, count) in Best(Values(pieces), pieces.Count, null))
        {
            var row = pieces.Skip(first).Take(count).SelectMany(piece => piece).ToList();
            if (parts.Count > 0 && parts[^1].Label == label)
            {
                parts[^1].Tokens.AddRange(row);
            }
            else
            {
                parts.Add((label, row));
            }
        }

        return parts.ConvertAll(part => part.Tokens);
    }

    private static List<int> Labels(List<(int Label, int First, int Count)> parts) => parts.ConvertAll(part => part.Label);

    /// <summary>The intents that some part of a long text is most like, when most of the text asks for nothing.</summary>
    public IReadOnlyList<int> Likely(IReadOnlyList<Token> tokens, int count)
    {
        var pieces = Pieces(tokens);
        var most = new double[scores.Labels];
        for (var i = 0; i < pieces.Count; i++)
        {
            for (var length = 1; length <= 3 && i + length <= pieces.Count; length++)
            {
                var found = scores.Score([.. pieces.Skip(i).Take(length).SelectMany(piece => piece)], out _);
                for (var label = 0; label < most.Length; label++)
                {
                    most[label] = Math.Max(most[label], found[label]);
                }
            }
        }

        return [.. Enumerable.Range(0, most.Length).OrderByDescending(label => most[label]).ThenBy(label => label).Take(count)];
    }

    private List<List<Token>> Pieces(IReadOnlyList<Token> tokens)
    {
        var pieces = new List<List<Token>>();
        var piece = new List<Token>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (pieces.Count < MostPieces && (tokens[i].IsAny([".", ";", "?", "!"]) || (tokens[i].IsAny([",", "and", "then", "also", "finally", "but"]) && Begins(tokens, i + 1))))
            {
                pieces.Add(piece);
                piece = [];
            }
            else
            {
                piece.Add(tokens[i]);
            }
        }

        pieces.Add(piece);
        return [.. pieces.Where(one => one.Exists(token => token.Kind == TokenKind.Word && !StopWords.Has(token.Text)))];
    }

    // A joint cuts only before a verb: the comma in "the title 'A', the date 'B'" does not.
    private bool Begins(IReadOnlyList<Token> tokens, int i)
    {
        while (i < tokens.Count && (tokens[i].Kind == TokenKind.Mark || tokens[i].IsAny(["then", "also", "finally", "please", "after", "that", "i", "want", "to", "need", "would", "like", "you", "and", "can", "lastly", "next", "wish"])))
        {
            i++;
        }

        return i < tokens.Count && tokens[i].Kind == TokenKind.Word && (Starts.IsVerb(tokens[i].Stem) || verbs.Contains(tokens[i].Stem));
    }

    private (int Label, double Score)[,] Values(List<List<Token>> pieces)
    {
        var values = new (int Label, double Score)[pieces.Count, LongestRow];
        for (var i = 0; i < pieces.Count; i++)
        {
            for (var length = 1; length <= LongestRow && i + length <= pieces.Count; length++)
            {
                var found = scores.Score([.. pieces.Skip(i).Take(length).SelectMany(piece => piece)], out _);
                var best = Array.IndexOf(found, found.Max());
                values[i, length - 1] = (best, found[best]);
            }
        }

        return values;
    }

    private static List<(int Label, int First, int Count)> Best((int Label, double Score)[,] values, int pieces, int? parts)
    {
        var most = parts ?? pieces;
        var sums = new double[pieces + 1, most + 1];
        var cuts = new int[pieces + 1, most + 1];
        for (var end = 0; end <= pieces; end++)
        {
            for (var part = 0; part <= most; part++)
            {
                sums[end, part] = end == 0 && part == 0 ? 0 : double.NegativeInfinity;
                for (var length = 1; part > 0 && length <= Math.Min(end, LongestRow); length++)
                {
                    var sum = sums[end - length, part - 1] + values[end - length, length - 1].Score - (parts is null ? PartPrice : 0);
                    if (sum > sums[end, part])
                    {
                        (sums[end, part], cuts[end, part]) = (sum, length);
                    }
                }
            }
        }

        var best = parts ?? Enumerable.Range(1, most).MaxBy(part => sums[pieces, part]);
        var labels = new List<(int Label, int First, int Count)>();
        for (int at = pieces, part = best; at > 0 && part > 0 && !double.IsNegativeInfinity(sums[at, part]); part--)
        {
            var length = cuts[at, part];
            labels.Insert(0, (values[at - length, length - 1].Label, at - length, length));
            at -= length;
        }

        return labels;
    }

    private List<int> Closed(List<int> labels)
    {
        var all = new List<int>();
        foreach (var label in labels)
        {
            // One of those that yield what is lacking is enough; the message may have named it.
            if (needs[label].Count > 0 && !needs[label].Any(need => labels.Contains(need) || all.Contains(need)))
            {
                all.Add(needs[label][0]);
            }

            if (!all.Contains(label))
            {
                all.Add(label);
            }
        }

        return all;
    }

    // Too few parts: the next best intents of the whole message.
    private List<int> Filled(List<int> labels, List<List<Token>> pieces, int wanted)
    {
        var most = new double[scores.Labels];
        foreach (var found in pieces.Select(piece => scores.Score(piece, out _)))
        {
            for (var label = 0; label < most.Length; label++)
            {
                most[label] = Math.Max(most[label], found[label]);
            }
        }

        return labels.Count >= wanted ? labels : [.. labels, .. Enumerable.Range(0, most.Length).Except(labels).OrderByDescending(label => most[label]).ThenBy(label => label).Take(wanted - labels.Count)];
    }
}
