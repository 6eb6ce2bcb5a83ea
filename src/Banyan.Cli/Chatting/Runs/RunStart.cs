using System.Text.Json;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>What begins a run or carries it on: sent again it changes nothing, so a lost answer can be asked for again.</summary>
/// <param name="Path">Where it is posted.</param>
/// <param name="Body">What is posted.</param>
internal sealed record RunStart(string Path, byte[] Body)
{
    /// <summary>A message; its id makes it one message however often it is sent.</summary>
    public static RunStart Message(string conversation, Guid id, string text) =>
        new($"intents/v1/conversations/{Uri.EscapeDataString(conversation)}/messages", Json(("clientMessageId", id.ToString("D")), ("text", text)));

    /// <summary>The reply to a question before an effect.</summary>
    public static RunStart Decision(string code, bool approves) =>
        new($"intents/v1/confirmations/{Uri.EscapeDataString(code)}", Json(("decision", approves ? "approve" : "decline")));

    private static byte[] Json(params (string Name, string Value)[] members) =>
        JsonSerializer.SerializeToUtf8Bytes(members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal), ChatJson.Default.DictionaryStringString);
}
