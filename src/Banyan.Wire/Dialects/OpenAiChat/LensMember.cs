using System.Text;
using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>The members of the outermost object that the lens reads; a second one of a kind is refused.</summary>
[Flags]
internal enum LensMember
{
    None = 0,
    Model = 1,
    Stream = 1 << 1,
    StreamOptions = 1 << 2,
    Messages = 1 << 3,
    Input = 1 << 4,
    Tools = 1 << 5,
    Functions = 1 << 6,
    MaxTokens = 1 << 7,
    MaxCompletionTokens = 1 << 8,
    Choices = 1 << 9,
    ResponseFormat = 1 << 10,
    ReasoningEffort = 1 << 11,
    ParallelToolCalls = 1 << 12,
    Modalities = 1 << 13,
    Banyan = 1 << 14,
    Prediction = 1 << 15,
}

/// <summary>Tells members by their names.</summary>
internal static class LensMembers
{
    private static readonly (byte[] Name, LensMember Member)[] Names =
    [
        ([.. "model"u8], LensMember.Model),
        ([.. "messages"u8], LensMember.Messages),
        ([.. "stream"u8], LensMember.Stream),
        ([.. "stream_options"u8], LensMember.StreamOptions),
        ([.. "tools"u8], LensMember.Tools),
        ([.. "max_completion_tokens"u8], LensMember.MaxCompletionTokens),
        ([.. "max_tokens"u8], LensMember.MaxTokens),
        ([.. "n"u8], LensMember.Choices),
        ([.. "response_format"u8], LensMember.ResponseFormat),
        ([.. "reasoning_effort"u8], LensMember.ReasoningEffort),
        ([.. "parallel_tool_calls"u8], LensMember.ParallelToolCalls),
        ([.. "input"u8], LensMember.Input),
        ([.. "functions"u8], LensMember.Functions),
        ([.. "modalities"u8], LensMember.Modalities),
        ([.. "prediction"u8], LensMember.Prediction),
        ([.. "banyan"u8], LensMember.Banyan),
    ];

    public static LensMember Of(in Utf8JsonReader reader)
    {
        foreach (var (name, member) in Names)
        {
            if (ChatToken.Is(reader, name))
            {
                return member;
            }
        }

        return LensMember.None;
    }

    /// <summary>The member's name as it stands on the wire.</summary>
    public static string NameOf(LensMember member) => Encoding.UTF8.GetString(Array.Find(Names, pair => pair.Member == member).Name);
}
