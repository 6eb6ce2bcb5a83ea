using System.Security.Cryptography;
using System.Text;

namespace Banyan.Host.Composing;

/// <summary>Hashes by which asks under a key are told apart; neither key nor ask can be read from them.</summary>
internal static class KeyHash
{
    /// <summary>Hash of a text, 64 hex digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Hash of what is asked, but for whether it is streamed and when.</summary>
    public static string Of(CompletionAsk ask)
    {
        var said = ask.Options with { Model = ask.Model, Turns = [.. ask.Messages.Select(message => message.Turn)], Tools = ask.ClientTools, Streams = false };
        string[] parts =
        [
            Encoding.UTF8.GetString(said.ToBody().Bytes.Span),
            ask.Prompt ?? "",
            ask.PromptLabel ?? "",
            ask.Variables?.GetRawText() ?? "",
            ask.ConversationId?.ToString("D") ?? "",
            ask.Caller.User ?? "",
            ask.Caller.Feature ?? "",
            ((int)ask.Requires).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ask.Fallbacks is null ? "-" : string.Join(',', ask.Fallbacks),
            ask.Metadata ?? "",
            string.Join(',', ask.Tags),
            string.Join(',', ask.Tools),
        ];
        return Of(string.Join('\n', parts.Select(part => $"{part.Length}:{part}")));
    }
}
