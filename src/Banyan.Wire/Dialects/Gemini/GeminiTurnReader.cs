using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads <c>contents</c>. Function responses become turns of their own, as they stand alone elsewhere.</summary>
internal static class GeminiTurnReader
{
    public static void Read(GeminiMember contents, List<HubTurn> turns, MappingReport report)
    {
        var index = 0;
        foreach (var content in contents.Value.EnumerateArray())
        {
            var at = $"{contents.At}/{index++}";
            var role = HubRole.User;
            var parts = new List<HubPart>();
            foreach (var member in GeminiMember.Of(content, at))
            {
                if (string.Equals(member.Name, "parts", StringComparison.Ordinal))
                {
                    parts = GeminiPartReader.Read(member, report);
                }
                else if (string.Equals(member.Name, "role", StringComparison.Ordinal))
                {
                    role = ReadRole(member, report);
                }
            }

            Add(turns, role, at, parts);
        }
    }

    public static void ReadSystem(GeminiMember instruction, List<HubTurn> turns, MappingReport report)
    {
        var parts = new List<HubPart>();
        foreach (var member in GeminiMember.Of(instruction.Value, instruction.At))
        {
            if (string.Equals(member.Name, "parts", StringComparison.Ordinal))
            {
                parts = GeminiPartReader.Read(member, report);
            }
        }

        if (parts.Count > 0)
        {
            turns.Add(new HubTurn(HubRole.System, instruction.At) { Parts = parts });
        }
    }

    private static HubRole ReadRole(GeminiMember member, MappingReport report)
    {
        var role = member.Text(report)?.ToString();
        switch (role)
        {
            case "model":
                return HubRole.Assistant;
            case "user" or "function" or "tool" or "" or null:
                return HubRole.User;
            default:
                report.Refuse(member.At, $"`{member.At}` must be `user` or `model`.");
                return HubRole.User;
        }
    }

    private static void Add(List<HubTurn> turns, HubRole role, string at, List<HubPart> parts)
    {
        if (role == HubRole.Assistant)
        {
            turns.Add(new HubTurn(role, at) { Parts = parts });
            return;
        }

        HubTurn? open = null;
        foreach (var part in parts)
        {
            var owner = part is HubResult ? HubRole.Tool : HubRole.User;
            if (open?.Role != owner)
            {
                open = new HubTurn(owner, at);
                turns.Add(open);
            }

            open.Parts.Add(part);
        }
    }
}
