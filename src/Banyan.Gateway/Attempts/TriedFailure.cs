using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Attempts;

/// <summary>Why a try failed, and whose it was.</summary>
internal readonly record struct TriedFailure(Candidate Candidate, Failure Failure);
