namespace Banyan.Intents.Spine;

/// <summary>Why a step or a plan did not happen. Travels as RFC 9457 problem+json.</summary>
/// <param name="Code">One of <see cref="ProblemWords"/>.</param>
/// <param name="Detail">What is wrong, where, and what to do; safe to show to the caller.</param>
public sealed record Problem(string Code, string Detail);
