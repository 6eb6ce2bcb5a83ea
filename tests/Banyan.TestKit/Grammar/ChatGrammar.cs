using System.Text.Json.Nodes;

namespace Banyan.TestKit.Grammar;

/// <summary>OpenAI chat: role first, one finish per choice and nothing of it after, usage once after all, then the end mark.</summary>
internal static class ChatGrammar
{
    public static void Check(List<WireEvent> events, bool failed, Violations violations)
    {
        var finished = new HashSet<int>();
        var begun = new HashSet<int>();
        var calls = new HashSet<(int Choice, int Call)>();
        var identity = new HashSet<string>();
        var (usage, done, error) = (false, false, false);
        foreach (var one in events)
        {
            violations.Check(!done && !error, one, "something follows the end");
            violations.Check(one.Name is null, one, "a chat event has no name");
            if (one.Data == "[DONE]")
            {
                violations.Check(begun.Count > 0 && finished.SetEquals(begun), one, "[DONE] before every choice finished");
                done = true;
                continue;
            }

            if (one.Json is not { } chunk)
            {
                violations.Add(one.Position, "a chunk is not a JSON object");
                continue;
            }

            if (chunk["error"] is not null)
            {
                error = true;
                continue;
            }

            violations.Check(chunk["object"]?.GetValue<string>() == "chat.completion.chunk", one, "object is not chat.completion.chunk");
            identity.Add($"{chunk["id"]} {chunk["created"]} {chunk["model"]}");
            violations.Check(identity.Count == 1, one, "id, created and model are not the same for all chunks");
            var choices = chunk["choices"] as JsonArray ?? [];
            if (choices.Count == 0)
            {
                violations.Check(chunk["usage"] is not null && !usage && finished.SetEquals(begun), one, "an empty chunk that is not the usage chunk after all finishes");
                usage = true;
            }

            foreach (var choice in choices.OfType<JsonObject>())
            {
                Choice(one, choice, (begun, finished, calls), violations);
                violations.Check(!usage, one, "a choice after the usage chunk");
            }
        }

        var last = events.Count > 0 ? events[^1] : new WireEvent(0, null, "");
        violations.Check(done != failed && error == failed, last, failed ? "the stream does not end with an error alone" : "the stream does not end with [DONE]");
    }

    private static void Choice(WireEvent one, JsonObject choice, (HashSet<int> Begun, HashSet<int> Finished, HashSet<(int, int)> Calls) state, Violations violations)
    {
        var index = choice["index"]?.GetValue<int>() ?? -1;
        violations.Check(index >= 0, one, "a choice without index");
        var delta = choice["delta"] as JsonObject;
        violations.Check(delta is not null, one, "a choice without delta");
        if (state.Begun.Add(index))
        {
            violations.Check(delta?["role"] is not null, one, "the first delta of a choice has no role");
        }

        violations.Check(!state.Finished.Contains(index), one, "something of a choice after its finish");
        foreach (var call in (delta?["tool_calls"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var callIndex = call["index"]?.GetValue<int>() ?? -1;
            var first = state.Calls.Add((index, callIndex));
            violations.Check(callIndex >= 0, one, "a call without index");
            violations.Check(
                first == (call["id"] is not null) && first == (call["function"]?["name"] is not null),
                one,
                "id and name belong to the first fragment of a call alone");
        }

        violations.Check(choice.ContainsKey("finish_reason"), one, "finish_reason is missing");
        if (choice["finish_reason"] is not null)
        {
            state.Finished.Add(index);
        }
    }
}
