using System.Text;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>Puts tools, calls and results into an ask of any language by span: what the caller wrote stays byte for byte.</summary>
/// <remarks>The pieces are written by the language's own writer, in an ask that holds nothing else.</remarks>
public static class ToolTurns
{
    private static readonly TargetFacts Facts = new() { Model = "x", Issuer = PlainSeal.Issuer, DefaultMaxOutput = 1, MidListSystem = true, Seal = PlainSeal.Instance };

    /// <summary>Offers tools beside those of the caller.</summary>
    public static WireBody Offer(WireBody ask, IReadOnlyList<ToolOffer> tools)
    {
        var hub = new HubAsk();
        hub.Tools.AddRange(tools.Select(tool => new HubTool("/tools")
        {
            Name = JsonText.From(tool.Name),
            Description = JsonText.From(tool.Description),
            Parameters = JsonRaw.From(tool.Parameters),
        }));
        using var splicer = new AskSplicer(ask);
        splicer.Append(AskLayout.Of(ask.Dialect.Id).Tools, Written(ask.Dialect, hub, layout => layout.Tools));
        return splicer.Done();
    }

    /// <summary>Whether the caller left the model no choice but to call a tool; asked again and again it would never answer.</summary>
    public static bool IsForced(WireBody ask) =>
        ask.Dialect.ReadAsk(ask, new MappingReport()).ToolChoice?.Value.Mode is HubToolMode.Required or HubToolMode.Named;

    /// <summary>Goes on: what the model said and called, and what the tools gave.</summary>
    /// <param name="ask">The ask that was answered.</param>
    /// <param name="turn">What the model said.</param>
    /// <param name="answers">What the tools gave, one for each of its calls.</param>
    /// <param name="freesChoice">Whether the model may now answer without a call although the caller forced one.</param>
    public static WireBody Continue(WireBody ask, ModelTurn turn, IReadOnlyList<ToolAnswer> answers, bool freesChoice)
    {
        var layout = AskLayout.Of(ask.Dialect.Id);
        using var splicer = new AskSplicer(ask);
        var items = Pair(ask.Dialect, turn, answers, withWords: true);
        if (splicer.Member(layout.Turns) is { ValueKind: JsonValueKind.String } words)
        {
            byte[] said = [.. "[{\"type\":\"message\",\"role\":\"user\",\"content\":"u8, .. Encoding.UTF8.GetBytes(words.GetRawText()), .. "},"u8, .. items, (byte)']'];
            splicer.Replace(layout.Turns, said);
        }
        else
        {
            splicer.Append(layout.Turns, items);
        }

        foreach (var choice in freesChoice ? layout.Choice : [])
        {
            splicer.Remove(choice);
        }

        return splicer.Done();
    }

    /// <summary>The calls of a turn and their results as items of the language, without its words, which the caller got, to be put in by <see cref="Insert"/> another time.</summary>
    public static string Keep(Dialect dialect, ModelTurn turn, IReadOnlyList<ToolAnswer> answers) => Encoding.UTF8.GetString(Pair(dialect, turn, answers, withWords: false));

    /// <summary>Ids of the calls in the history, each with the place of its turn in the list of turns; those without an id are left out.</summary>
    public static IReadOnlyList<(string CallId, int Index)> Calls(WireBody ask)
    {
        var calls = new List<(string, int)>();
        foreach (var turn in ask.Dialect.ReadAsk(ask, new MappingReport()).Turns.Where(turn => turn.Role == HubRole.Assistant))
        {
            foreach (var call in turn.Parts.OfType<HubCall>().Where(call => !string.IsNullOrEmpty(call.Id)))
            {
                calls.Add((call.Id!, Math.Min(IndexOf(turn.At), IndexOf(call.At))));
            }
        }

        return calls;
    }

    /// <summary>Puts kept turns before the turns at some places.</summary>
    /// <param name="ask">The ask.</param>
    /// <param name="kept">What <see cref="Keep"/> gave, by the place before which it goes.</param>
    public static WireBody Insert(WireBody ask, IReadOnlyDictionary<int, string> kept)
    {
        using var splicer = new AskSplicer(ask);
        foreach (var (index, items) in kept)
        {
            splicer.Insert(AskLayout.Of(ask.Dialect.Id).Turns, index, Encoding.UTF8.GetBytes(items));
        }

        return splicer.Done();
    }

    private static byte[] Pair(Dialect dialect, ModelTurn turn, IReadOnlyList<ToolAnswer> answers, bool withWords)
    {
        var hub = new HubAsk();
        hub.Turns.Add(new HubTurn(HubRole.Assistant, "/turn") { Parts = [.. turn.Parts(answers, withWords)] });
        hub.Turns.Add(new HubTurn(HubRole.Tool, "/results") { Parts = [.. answers.Select(Result)] });
        return Written(dialect, hub, layout => layout.Turns);
    }

    private static HubResult Result(ToolAnswer answer) => new("/results")
    {
        CallId = answer.Call.Id,
        Name = JsonText.From(answer.Call.Name),
        IsError = answer.IsError,
        Parts = [new HubText("/results", JsonText.From(answer.Text))],
    };

    /// <summary>The items of one list of an ask that holds nothing else, with the commas between.</summary>
    private static byte[] Written(Dialect dialect, HubAsk hub, Func<AskLayout, string> list)
    {
        using var document = JsonDocument.Parse(dialect.WriteAsk(hub, Facts, new MappingReport()));
        var raw = Encoding.UTF8.GetBytes(document.RootElement.GetProperty(list(AskLayout.Of(dialect.Id))).GetRawText());
        return raw[1..^1];
    }

    /// <summary>The index in a pointer as <c>/messages/3/tool_calls/0</c>.</summary>
    private static int IndexOf(string pointer) =>
        pointer.Split('/') is [_, _, var index, ..] && int.TryParse(index, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue;
}
