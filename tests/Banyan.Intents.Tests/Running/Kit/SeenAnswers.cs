using System.Collections.Concurrent;
using Banyan.Intents.Running;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Keeps what is told of answered runs.</summary>
internal sealed class SeenAnswers : IRunObserver
{
    public ConcurrentQueue<string> All { get; } = [];

    public void Answered(string status) => All.Enqueue(status);
}
