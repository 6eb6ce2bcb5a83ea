using System.Text;
using Banyan.TestKit.Talk;
using Banyan.Wire;

namespace Banyan.Host.Tests.Money;

/// <summary>One cell of the matrix: a door, whole or streamed.</summary>
internal sealed record MoneyCase(WireTalk Door, bool Streams)
{
    public static IReadOnlyList<MoneyCase> All { get; } = [.. WireTalk.All.SelectMany(door => new[] { new MoneyCase(door, false), new MoneyCase(door, true) })];

    public string Name => $"{Door.Letter}-{(Streams ? "stream" : "whole")}";

    /// <summary>The documented estimate of the input: over the bytes the caller sent.</summary>
    public long EstimatedInput(string model)
    {
        var (_, body) = Door.Ask(model, Streams, $"Hello from {Name}");
        var dialect = DialectTable.All.First(one => one.Letter == Door.Letter);
        return dialect.Read(Encoding.UTF8.GetBytes(body), Operation.Chat, new AskPath(model, Streams)).EstimatedInputTokens;
    }
}
