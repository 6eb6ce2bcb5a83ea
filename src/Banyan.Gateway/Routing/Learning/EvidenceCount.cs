namespace Banyan.Gateway.Routing.Learning;

/// <summary>What was seen of a model's answers in some time.</summary>
/// <param name="Calls">Answers that ended.</param>
/// <param name="Failures">Answers that could not be used.</param>
/// <param name="For">Judgements in favour.</param>
/// <param name="Against">Judgements against.</param>
public readonly record struct EvidenceCount(double Calls, double Failures, double For, double Against)
{
    /// <summary>One answer that could be used.</summary>
    public static EvidenceCount Usable { get; } = new(1, 0, 0, 0);

    /// <summary>One that could not.</summary>
    public static EvidenceCount Unusable { get; } = new(1, 1, 0, 0);

    /// <summary>Both together.</summary>
    public EvidenceCount Plus(in EvidenceCount other) => new(Calls + other.Calls, Failures + other.Failures, For + other.For, Against + other.Against);
}
