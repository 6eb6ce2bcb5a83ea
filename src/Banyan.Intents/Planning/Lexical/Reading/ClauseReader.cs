using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>Cuts a message into clauses.</summary>
/// <remarks>
/// sentence -> [otherwise] (condition, main) | (main condition) | main ; main -> clauses joined by commas, <c>and</c>, <c>then</c>, <c>also</c>.
/// 1. Sentences end at . ? ! ; 2. <c>otherwise</c> cuts a sentence in two branches. 3. A marker begins a condition, which ends where the next request begins.
/// 4. A main part is cut at a joint only where both sides ask for something, and not for the same; in a large catalogue by the best cut as a whole.
/// </remarks>
internal sealed class ClauseReader(Scene scene, Matcher matcher)
{
    private readonly List<Clause> _clauses = [];

    /// <summary>The clauses, in order.</summary>
    public List<Clause> Read()
    {
        var at = 0;
        while (at < scene.Tokens.Count)
        {
            var end = at;
            while (end < scene.Tokens.Count && !IsEnd(end))
            {
                end++;
            }

            if (end > at)
            {
                ReadSentence([.. scene.Tokens.Skip(at).Take(end - at)], end < scene.Tokens.Count && scene.Tokens[end].Is("?"));
            }

            at = end + 1;
        }

        return _clauses;
    }

    private bool IsEnd(int i)
    {
        var token = scene.Tokens[i];
        return token.Kind == TokenKind.Mark && token.IsAny([".", "?", "!", ";"]) && !IsInAddress(token)
            && !(token.Is(".") && i > 0 && scene.Tokens[i - 1].IsAny(["no", "nr", "mr", "mrs", "ms", "dr", "st", "e.g", "i.e", "approx"]) && i + 1 < scene.Tokens.Count);
    }

    private bool IsInAddress(Token token) => scene.Address is { } address && token.Start >= address.Start && token.End <= address.End;

    private void ReadSentence(List<Token> tokens, bool isQuestion)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Markers.Otherwise(tokens, i) is > 0 and var count)
            {
                ReadBranch(tokens[..i], isQuestion, false);
                ReadBranch(tokens[(i + count)..], isQuestion, true);
                return;
            }
        }

        ReadBranch(tokens, isQuestion, false);
    }

    private void ReadBranch(List<Token> tokens, bool isQuestion, bool isOtherwise)
    {
        if (tokens.All(token => token.Kind == TokenKind.Mark))
        {
            return;
        }

        if (Markers.Find(tokens, 0) is not { } marker)
        {
            AddMain(tokens, (isQuestion, isOtherwise, [], false));
            return;
        }

        var before = tokens[..marker.First];
        var rest = tokens[(marker.First + marker.Count)..];
        var cut = Boundary(rest);
        var condition = cut < 0 ? rest : rest[..cut];
        var after = cut < 0 ? [] : rest[cut..];
        var isBeforeEmpty = Fillers.SaysNothing(before) && scene.Targets.In(before).Count == 0;
        if (isBeforeEmpty || (after.Count > 0 && EndsOpen(before)))
        {
            if (!isBeforeEmpty)
            {
                AddMain(before, (isQuestion, isOtherwise, [], false));
            }

            AddConditional(after, condition, marker.IsUnless, isQuestion);
            return;
        }

        AddMain(before, (isQuestion, isOtherwise, Trim(condition), marker.IsUnless));
        if (after.Count > 0)
        {
            ReadBranch(after, isQuestion, false);
        }
    }

    private void AddConditional(List<Token> after, List<Token> condition, bool isUnless, bool isQuestion)
    {
        if (Markers.Find(after, 0) is { } second)
        {
            AddMain(after[..second.First], (isQuestion, false, Trim(condition), isUnless));
            ReadBranch(after[second.First..], isQuestion, false);
            return;
        }

        AddMain(after, (isQuestion, false, Trim(condition), isUnless));
    }

    private static bool EndsOpen(List<Token> tokens)
    {
        var last = tokens.FindLastIndex(token => !token.IsAny(["only", "just"]));
        return last >= 0 && tokens[last].IsAny([",", ":", "-", "and", "then", "but", "also"]);
    }

    private static List<Token> Trim(List<Token> tokens)
    {
        var first = tokens.FindIndex(token => token.Kind != TokenKind.Mark);
        var last = tokens.FindLastIndex(token => token.Kind != TokenKind.Mark && !token.IsAny(["then", "and"]));
        return first < 0 || last < first ? [] : tokens[first..(last + 1)];
    }

    // Where a condition ends: at the first comma, colon or "then" after which a request begins, or at a request that begins without one.
    private int Boundary(List<Token> tokens)
    {
        var hasSaid = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && hasSaid && tokens[i].IsAny([",", ":", "then", "-", "and"]) && i + 1 < tokens.Count)
            {
                var next = i + 1;
                while (next < tokens.Count && (tokens[next].Kind == TokenKind.Mark || tokens[next].IsAny(["then", "please", "also", "just", "and"])))
                {
                    next++;
                }

                if (next < tokens.Count && (Starts.At(tokens, next, scene.Index) || (!tokens[i].Is("and") && matcher.Match(tokens[next..]).IsBelieved)))
                {
                    return i + 1;
                }
            }

            if (i > 0 && hasSaid && IsBareStart(tokens, i))
            {
                return i;
            }

            hasSaid |= SaysState(tokens[i]);
        }

        return -1;
    }

    private bool IsBareStart(List<Token> tokens, int i) =>
        !tokens[i].IsAny(["is", "are", "has", "have", "do", "does", "did", "will", "would", "can", "could", "when", "where", "how", "what", "which", "who", "order", "ordered", "return", "get"])
        && (tokens[i].Is("please") || Starts.At(tokens, i, scene.Index)) && (!SaysState(tokens[i]) || (i + 1 < tokens.Count && tokens[i + 1].IsAny(["it", "that", "the", "my", "this", "them", "order"]))) && tokens[i].Text == Unended(tokens[i]);

    private static string Unended(Token token) => token.Text.EndsWith("ed", StringComparison.Ordinal) || token.Text.EndsWith('s') ? token.Stem : token.Text;

    private bool SaysState(Token token) => token.Kind == TokenKind.Word
        ? scene.Index.StateStems.Contains(token.Stem) || token.IsAny(["here", "available", "late", "not", "so", "ago", "than", "is", "out", "left", "there", "was", "has"]) || Concepts.Of(token.Stem) is "ship" or "deliver"
        : token.Kind == TokenKind.Number;

    private void AddMain(List<Token> tokens, (bool IsQuestion, bool IsOtherwise, List<Token> Condition, bool IsUnless) how)
    {
        var parts = Parts(tokens);
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            var words = part.Where(token => token.Kind != TokenKind.Mark).ToList();
            if (words.Count == 0)
            {
                continue;
            }

            // A condition that stands behind belongs to the last part, one in front to the first.
            var hasCondition = how.Condition.Count > 0 && (parts.Count == 1 || (how.Condition[0].Start > words[0].Start ? i == parts.Count - 1 : i == 0));
            _clauses.Add(new Clause(part, words[0].Start, words[^1].End)
            {
                Condition = hasCondition ? how.Condition : [],
                IsUnless = hasCondition && how.IsUnless,
                IsOtherwise = how.IsOtherwise,
                IsThen = words[0].Is("then"),
                IsQuestion = how.IsQuestion,
            });
        }
    }

    private List<List<Token>> Parts(List<Token> tokens)
    {
        var joints = Enumerable.Range(0, tokens.Count).Where(i => IsJoint(tokens, i)).ToList();
        if (scene.Index.Cuts is { } cuts && joints.Count > 0)
        {
            return cuts.Cut(tokens);
        }

        var parts = new List<List<Token>>();
        var begin = 0;
        foreach (var joint in joints)
        {
            var next = joints.Find(other => other > joint);
            var right = tokens[(joint + 1)..(next == 0 ? tokens.Count : next)];
            if (joint > begin && IsCut(tokens[begin..joint], right))
            {
                parts.Add(tokens[begin..joint]);
                begin = joint + 1;
            }
        }

        parts.Add(tokens[begin..]);
        return parts;
    }

    private bool IsJoint(List<Token> tokens, int i) => !IsInAddress(tokens[i]) && tokens[i].IsAny([",", "and", "then", "also", "plus", "but", "+", "&"]);

    private bool IsCut(List<Token> left, List<Token> right)
    {
        var (words, other) = (Fillers.Strip(left), Fillers.Strip(right));
        if (words.Count == 0 || other.Count == 0 || Fillers.SaysNothing(right))
        {
            return false;
        }

        if (Starts.IsStatement(words, scene.Index) && Targets.Points(right))
        {
            return false;
        }

        var (one, two) = (matcher.Match(left), matcher.Match(right));
        if (!two.IsBelieved || !one.IsBelieved)
        {
            return one.IsBelieved && Starts.At(other, 0, scene.Index) && other.Count > 1 && two.Card != one.Card;
        }

        var ids = scene.Targets.In(right).Select(target => target.Id).ToList();
        return one.Card != two.Card || (ids.Count > 0 && !scene.Targets.In(left).Select(target => target.Id).SequenceEqual(ids, StringComparer.Ordinal) && Starts.At(other, 0, scene.Index));
    }
}
