namespace Banyan.Intents.Spine;

/// <summary>Judges conditions that no expression can hold: all of a wave in one call, over quoted fields, without tools. Implemented by Answering.</summary>
internal interface IConditionJudge
{
    /// <summary>Judges; a condition that can't be judged is unknown.</summary>
    /// <returns><c>true</c>, <c>false</c> or <c>unknown</c> by step id.</returns>
    ValueTask<IReadOnlyDictionary<string, string>> JudgeAsync(IReadOnlyList<PlanStep> steps, RunScope scope, RunBudget budget, CancellationToken cancellationToken);
}
