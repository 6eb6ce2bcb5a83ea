using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Faults;

/// <summary>One misbehaving provider: the alias that leads to it first, and what it was asked.</summary>
internal sealed record FaultPlace(string Model, Func<IReadOnlyList<WallRequest>> Requests);
