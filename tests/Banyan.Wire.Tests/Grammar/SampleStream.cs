using System.Text;
using System.Text.Json.Nodes;
using Banyan.TestKit.Grammar;

namespace Banyan.Wire.Tests.Grammar;

/// <summary>A stream of events that can be broken one way at a time: numbers and names follow the events, so that one fault is one fault.</summary>
internal sealed class SampleStream
{
    private readonly char _letter;
    private readonly List<string> _events;

    private SampleStream(char letter, IEnumerable<string> events) => (_letter, _events) = (letter, [.. events]);

    public static SampleStream Of(char letter, params string[] events) => new(letter, events);

    public int Count => _events.Count;

    public SampleStream Without(int index, int count = 1) => new(_letter, _events.Where((_, at) => at < index || at >= index + count));

    public SampleStream Twice(int index) => With(index + 1, _events[index]);

    public SampleStream With(int index, string more) => new(_letter, [.. _events[..index], more, .. _events[index..]]);

    public SampleStream Moved(int from, int to) => Without(from).With(to, _events[from]);

    public SampleStream Changed(int index, string old, string now)
    {
        _events[index].ShouldContain(old);
        return Without(index).With(index, _events[index].Replace(old, now, StringComparison.Ordinal));
    }

    public IReadOnlyList<string> Check(bool failed = false) => StreamGrammar.Check(_letter, Encoding.UTF8.GetBytes(Text), failed);

    private string Text => string.Concat(_events.Select((one, at) => _letter switch
    {
        'O' => one + "\n",
        'A' => $"event: {JsonNode.Parse(one)!["type"]}\ndata: {one}\n\n",
        'R' => Numbered(one, at),
        _ => $"data: {one}\n\n",
    }));

    private static string Numbered(string one, int at)
    {
        var json = JsonNode.Parse(one)!.AsObject();
        json["sequence_number"] ??= at;
        return $"event: {json["type"]}\ndata: {json.ToJsonString()}\n\n";
    }
}
