using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>Evaluates conditions of steps.</summary>
internal static class Conditioning
{
    /// <summary>The words of a verdict.</summary>
    public const string True = "true", False = "false", Unknown = "unknown";

    /// <summary>Evaluates by expression; unknown when there is none.</summary>
    public static ConditionVerdict Evaluate(StepCondition condition, RunScope scope, TimeProvider time, JsonElement? element)
    {
        if (condition.Expr is not { } expr || ExprParser.Parse(expr).Root is not { } root)
        {
            return new ConditionVerdict(condition.Text, condition.Expr, Unknown, "expr", FrozenDictionary<string, string>.Empty);
        }

        var evaluation = ExprEvaluator.Evaluate(root, ConditionInput.Of(scope, time, element));
        var word = evaluation.Value switch
        {
            Truth.True => True,
            Truth.False => False,
            Truth.Unknown => Unknown,
        };
        return new ConditionVerdict(condition.Text, expr, word, "expr", evaluation.Evidence);
    }

    /// <summary>Whether a model is to judge: no expression can hold the words, or a read's expression came to nothing.</summary>
    public static bool WantsJudge(PlanNode node, ConditionVerdict verdict) => verdict.Value == Unknown && (verdict.Expr is null || !node.IsWrite);

    /// <summary>A model's verdict.</summary>
    public static ConditionVerdict Judged(StepCondition condition, string? word) =>
        new(condition.Text, null, word is True or False ? word : Unknown, "model", FrozenDictionary<string, string>.Empty);
}
