using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Turns in this wire's order: leading instructions apart, neighbours of one role merged, results first in their message.</summary>
internal sealed class AnthropicTurns
{
    /// <summary>The leading instructions, block by block.</summary>
    public List<HubPart> System { get; } = [];

    /// <summary>Messages in order; none is empty.</summary>
    public List<(string Role, List<HubPart> Parts)> Messages { get; } = [];

    public static AnthropicTurns Of(HubAsk ask, TargetFacts target, MappingReport report)
    {
        var turns = new AnthropicTurns();
        foreach (var turn in ask.Turns)
        {
            if (turn.Name is { } name)
            {
                report.Drop(name.At);
            }

            turns.Add(turn, target, report);
        }

        turns.Order();
        return turns;
    }

    private void Add(HubTurn turn, TargetFacts target, MappingReport report)
    {
        var parts = turn.Parts.Where(part => IsSaid(part, target, report)).ToList();
        if (parts.Count == 0)
        {
            return;
        }

        switch (turn.Role)
        {
            case HubRole.System or HubRole.Developer when Messages.Count == 0:
                System.AddRange(parts);
                break;
            case HubRole.System or HubRole.Developer when target.MidListSystem:
                Append("system", parts);
                break;
            case HubRole.System or HubRole.Developer:
                Append("user", parts.Select(Wrapped));
                break;
            case HubRole.Assistant:
                Append("assistant", parts);
                break;
            case HubRole.User or HubRole.Tool:
                Append("user", parts);
                break;
        }
    }

    private void Append(string role, IEnumerable<HubPart> parts)
    {
        if (Messages.Count > 0 && string.Equals(Messages[^1].Role, role, StringComparison.Ordinal))
        {
            Messages[^1].Parts.AddRange(parts);
            return;
        }

        Messages.Add((role, [.. parts]));
    }

    // An ask of instructions alone has no message to answer: the instructions become it.
    private void Order()
    {
        if (Messages.Count == 0 && System.Count > 0)
        {
            Messages.Add(("user", [.. System]));
            System.Clear();
        }

        for (var i = 0; i < Messages.Count; i++)
        {
            var (role, parts) = Messages[i];
            Messages[i] = (role, [.. parts.Where(part => part is HubResult), .. parts.Where(part => part is not HubResult)]);
        }
    }

    private static HubPart Wrapped(HubPart part) => part is HubText text
        ? text with { Text = JsonText.Join(JsonText.From("<system>"), text.Text, JsonText.From("</system>")) }
        : part;

    private static bool IsSaid(HubPart part, TargetFacts target, MappingReport report)
    {
        switch (part)
        {
            case HubText { Text.IsEmpty: true } or HubRefusal { Text.IsEmpty: true }:
                if (part.Cache is { } marker)
                {
                    report.Drop(marker.At);
                }

                return false;
            case HubText text when string.IsNullOrWhiteSpace(text.Text.ToString()):
                report.Drop(part.At);
                return false;
            case HubThought when AnthropicToolLoop.OwnSignature(part.Signature, target) is null:
                report.Drop(part.At);
                return false;
            default:
                return true;
        }
    }
}
