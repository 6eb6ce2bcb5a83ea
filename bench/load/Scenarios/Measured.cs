using Banyan.Load.Driving;

namespace Banyan.Load.Scenarios;

/// <summary>One round of one work through one contender.</summary>
/// <param name="Work">The load.</param>
/// <param name="Contender">Whose.</param>
/// <param name="Sample">What the caller saw.</param>
/// <param name="CpuMicroseconds">Processor time of the contender per answer; NaN for the upstream itself.</param>
internal sealed record Measured(Work Work, string Contender, Sample Sample, double CpuMicroseconds);
