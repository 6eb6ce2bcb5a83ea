using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Compiling;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Makes the conditions of clauses: finds the read the words are about and compiles them over its result.</summary>
/// <remarks><c>otherwise</c> is the opposite of the condition before; <c>if not</c>, <c>if so</c> and <c>if it is</c> go back to it, or to the question before.</remarks>
internal sealed class ConditionMaker(Scene scene, StepMaker steps)
{
    private readonly ConditionCompiler _compiler = new(scene.Today);
    private readonly Linker _linker = new(scene);
    private Clause? _question;
    private MadeCondition? _last;

    /// <summary>The condition of a clause; null when it has none.</summary>
    public MadeCondition? Make(Clause clause, Target? target)
    {
        if (clause.IsOtherwise && _last is not null)
        {
            return Opposite(_last);
        }

        if (clause.Condition.Count == 0)
        {
            _question = clause.IsQuestion ? clause : _question;
            return null;
        }

        return _last = Ellipsis(clause, target) ?? Compiled(clause, target, clause.Condition, clause.IsUnless) ?? Unheld(clause, target);
    }

    private static MadeCondition Opposite(MadeCondition before) =>
        before with { When = new StepCondition("otherwise", before.When.Expr is { } expr ? ConditionCompiler.Not(expr) : null), Contrary = before.Contrary ?? before.When.Text };

    private MadeCondition? Ellipsis(Clause clause, Target? target)
    {
        if (!clause.Condition.All(token => token.Kind == TokenKind.Mark || token.IsAny(["not", "so", "it", "is", "has", "does", "yes", "no", "are", "was", "that", "the", "case", "have", "they", "been", "did", "had"])))
        {
            return null;
        }

        var isNot = clause.Condition.Any(token => token.IsAny(["not", "no"])) ^ clause.IsUnless;
        var isShort = clause.Condition.All(token => token.IsAny(["not", "so", "yes", "no"]));
        if (_last is not null && (_question is null || _question.Start < (_last.Step?.Clause?.Start ?? 0)))
        {
            var expr = _last.When.Expr;
            var bare = !isShort && expr is not null && expr.StartsWith("!(", StringComparison.Ordinal) ? ConditionCompiler.Not(expr) : expr;
            var plain = _last with { When = new StepCondition(Said(clause), bare) };
            return isNot ? plain with { When = plain.When with { Expr = bare is null ? null : ConditionCompiler.Not(bare) } } : plain;
        }

        return _question is null ? null : Compiled(clause, target, _question.Tokens, isNot);
    }

    private MadeCondition? Compiled(Clause clause, Target? target, IReadOnlyList<Token> words, bool isUnless)
    {
        if (Subject(clause, target) is { } subject && scene.Index.Entities[subject.Kind].Get is { } get && _compiler.Compile(Without(words), isUnless, "?", get.Intent.Result) is { } compiled && steps.ReadOf(subject) is { } read)
        {
            return new MadeCondition(new StepCondition(Said(clause), compiled.Expr.Replace("?.", read.Id + ".", StringComparison.Ordinal)), read);
        }

        foreach (var card in scene.Index.Cards.Where(card => card.IsRead && !card.Params.Any(param => param.IsRequired)))
        {
            if (_compiler.Compile(words, isUnless, "?", card.Intent.Result) is { } other && Names(words, other))
            {
                var step = steps.ReadOf(card);
                return new MadeCondition(new StepCondition(Said(clause), other.Expr.Replace("?.", step.Id + ".", StringComparison.Ordinal)), step);
            }
        }

        return null;
    }

    // The id in "if order 1003 is not delivered" is no number to compare with.
    private List<Token> Without(IReadOnlyList<Token> words)
    {
        var ids = scene.Targets.All.Select(one => one.Place).ToHashSet();
        return [.. words.Where(token => !ids.Contains(token.Start) || token.Kind != TokenKind.Number)];
    }

    private static bool Names(IReadOnlyList<Token> words, CompiledCondition compiled) =>
        compiled.Fields.Any(field => NameSplitter.Split(field).Any(part => words.Any(token => token.Stem == Stemmer.Stem(part))));

    private MadeCondition Unheld(Clause clause, Target? target)
    {
        var read = Subject(clause, target) is { } subject ? steps.ReadOf(subject) : null;
        return new MadeCondition(new StepCondition(Said(clause), null), read);
    }

    private Target? Subject(Clause clause, Target? target)
    {
        foreach (var kind in scene.Index.Entities.Values.Where(entity => entity.Get is not null).Select(entity => entity.Kind))
        {
            if (scene.Targets.In(clause.Condition).FirstOrDefault(one => one.Kind == kind) is { } named && (target is null || target.Kind != kind || !scene.Targets.In(clause.Tokens).Contains(target)))
            {
                return named;
            }
        }

        if (target is not null && scene.Index.Entities.TryGetValue(target.Kind, out var own) && own.Get is not null)
        {
            return target;
        }

        return scene.Index.Entities.Values.Where(entity => entity.Get is not null).Select(entity => _linker.About(clause, entity.Kind)).FirstOrDefault(found => found.Count == 1)?[0];
    }

    private string Said(Clause clause) =>
        (clause.IsUnless ? "unless " : "if ") + scene.Text[clause.Condition[0].Start..clause.Condition[^1].End];
}
