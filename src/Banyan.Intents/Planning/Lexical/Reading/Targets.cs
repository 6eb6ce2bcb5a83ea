using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>The things a message names by id, and those of the conversation it may mean.</summary>
internal sealed class Targets
{
    private static readonly string[] Pointing = ["it", "this", "that", "its", "itself"];
    private readonly List<ParamCard> _named;
    private readonly IReadOnlyList<SpokenEntity> _spoken;
    private readonly List<Target> _all;

    /// <summary>Reads the whole message.</summary>
    public Targets(LexicalIndex index, IReadOnlyList<Token> tokens, IReadOnlyList<SpokenEntity> spoken)
    {
        _named = [.. index.Cards.SelectMany(card => card.Params).Where(param => param.Entity is not null && param.Pattern is not null).DistinctBy(param => (param.Entity, param.Schema.Pattern))];
        _spoken = spoken;
        _all = [.. In(tokens)];
    }

    /// <summary>The things the whole message names, in order.</summary>
    public IReadOnlyList<Target> All => _all;

    /// <summary>The things some tokens name, in order, each once.</summary>
    public IReadOnlyList<Target> In(IReadOnlyList<Token> tokens)
    {
        var found = new List<Target>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is TokenKind.Word or TokenKind.Number && Read(tokens, i) is { } target && !found.Exists(other => other.Kind == target.Kind && other.Id == target.Id))
            {
                found.Add(target);
            }
        }

        return found;
    }

    /// <summary>The last thing the conversation spoke of, when the tokens point at it or use its label; null otherwise.</summary>
    public Target? MeantBy(IReadOnlyList<Token> tokens)
    {
        foreach (var entity in _spoken)
        {
            if (entity.Label.Length > 0 && tokens.Any(token => token.Kind == TokenKind.Word && token.Stem == Stemmer.Stem(entity.Label.ToLowerInvariant())))
            {
                return new Target(entity.Kind, entity.Id, -1);
            }
        }

        return _spoken.Count > 0 && Points(tokens) ? new Target(_spoken[0].Kind, _spoken[0].Id, -1) : null;
    }

    /// <summary>Whether some token is <c>it</c>, <c>this</c> or <c>that</c>.</summary>
    public static bool Points(IReadOnlyList<Token> tokens) => tokens.Any(token => token.Kind == TokenKind.Word && token.IsAny(Pointing));

    private Target? Read(IReadOnlyList<Token> tokens, int i)
    {
        if (tokens[i].Text[0] is '$' or '€' or '£' || (i > 0 && tokens[i - 1].IsAny(["under", "over", "below", "above", "than"])))
        {
            return null;
        }

        var bare = tokens[i].Text.TrimStart('#').TrimEnd('\'');
        var param = _named.Find(one => one.Accepts(bare)) ?? _named.Find(one => one.Accepts(tokens[i].Text)) ?? _named.Find(one => one.Accepts(bare.ToUpperInvariant()));
        return param is null ? null : new Target(param.Entity!, param.Accepts(bare) ? bare : param.Accepts(tokens[i].Text) ? tokens[i].Text : bare.ToUpperInvariant(), tokens[i].Start);
    }
}
