using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Guards;

/// <summary>The decisions of one check, in the order they were made.</summary>
internal sealed class GuardCourse
{
    private readonly List<GuardDecision> _decisions = [];

    /// <summary>A check that lets the step on.</summary>
    public void Yes(string check) => _decisions.Add(new GuardDecision(check, true));

    /// <summary>A check that ends it.</summary>
    public GuardResult No(string check, string code, string detail)
    {
        _decisions.Add(new GuardDecision(check, false, detail));
        return new GuardResult(_decisions, new Problem(code, detail), null, false);
    }

    /// <summary>Everything holds, and a yes is needed.</summary>
    public GuardResult Ask(ConfirmationNeed need, bool isOwned)
    {
        _decisions.Add(new GuardDecision("confirmation", false, "waits for a yes"));
        return new GuardResult(_decisions, null, need, isOwned);
    }

    /// <summary>Everything holds.</summary>
    public GuardResult Passed(bool isOwned) => new(_decisions, null, null, isOwned);
}
