using System.Text.Json;
using Banyan.Cli.Asking;
using Banyan.Cli.Chatting.Models;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Verbs;

/// <summary>How a model is asked: each shows what holds, sets it, or with <c>-</c> takes it away.</summary>
internal sealed class SettingVerbs(ChatRoom room, ModelSeat seat)
{
    private const string None = "-";

    /// <summary>All of them.</summary>
    public IEnumerable<ChatVerb> All =>
    [
        ChatVerb.AtOnce("/model", "[NAME]", "which model answers, or another one from now on", Model) with { Choices = ModelsAsync },
        ChatVerb.AtOnce("/system", "[TEXT|-]", "what stands before everything said", System),
        ChatVerb.AtOnce("/prompt", "[NAME[@LABEL]|-]", "the stored prompt that is used", Prompt),
        ChatVerb.AtOnce("/vars", "[NAME=VALUE|-]", "the prompt's variables; JSON is sent as it is, NAME= takes one away", Variables),
        ChatVerb.AtOnce("/tools", "[NAME ...|-]", "registered tools the model may have called", Tools),
    ];

    private CliFailure? Model(string said)
    {
        seat.Talk = said.Length > 0 ? seat.Talk with { Model = said } : seat.Talk;
        room.Page.Show("/model", [seat.Talk.Model], writer => writer.WriteString("model", seat.Talk.Model));
        return null;
    }

    private CliFailure? System(string said)
    {
        seat.Talk = said.Length > 0 ? seat.Talk with { System = said == None ? null : said } : seat.Talk;
        Show("/system", seat.Talk.System ?? "no system prompt");
        return null;
    }

    private CliFailure? Prompt(string said)
    {
        if (said.Any(char.IsWhiteSpace))
        {
            return CliFailure.Usage("A prompt's name has no spaces.", "Write /prompt NAME or /prompt NAME@LABEL; its variables are set with /vars.");
        }

        seat.Talk = said.Length > 0 ? With(own => own with { Prompt = said == None ? null : said }) : seat.Talk;
        Show("/prompt", seat.Talk.Own.Prompt ?? "no stored prompt");
        return null;
    }

    private CliFailure? Variables(string said)
    {
        var variables = new SortedDictionary<string, string>(seat.Talk.Own.Variables.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        if (said == None)
        {
            variables.Clear();
        }
        else if (said.Length > 0)
        {
            var (name, value) = (said.Split('=', 2)[0].Trim(), said.Split('=', 2) is [_, var text] ? text.Trim() : null);
            if (value is null || name.Length == 0)
            {
                return CliFailure.Usage("A variable is written NAME=VALUE.", "One at a time: /vars article=Trees grow. NAME= takes it away, - all of them.");
            }

            if (value.Length > 0)
            {
                variables[name] = JsonOf(value);
            }
            else
            {
                variables.Remove(name);
            }
        }

        seat.Talk = With(own => own with { Variables = variables });
        Show("/vars", variables.Count == 0 ? ["no variables"] : [.. variables.Select(pair => $"{pair.Key} = {pair.Value}")]);
        return null;
    }

    private CliFailure? Tools(string said)
    {
        var named = said.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);
        seat.Talk = said.Length > 0 ? With(own => own with { Tools = said == None ? [] : [.. named] }) : seat.Talk;
        Show("/tools", seat.Talk.Own.Tools.Count == 0 ? ["no tools"] : seat.Talk.Own.Tools);
        return null;
    }

    private ModelTalk With(Func<OwnMembers, OwnMembers> change) => seat.Talk with { Own = change(seat.Talk.Own) };

    private void Show(string verb, params IEnumerable<string> lines) => room.Page.Show(verb, lines, writer => TalkFile.WriteSettings(writer, seat.Talk));

    private async Task<IReadOnlyList<string>> ModelsAsync(CancellationToken cancellationToken) =>
        (await ModelList.GetAsync(room.Api, cancellationToken)).Models is { } models ? [.. models.Select(model => model.Id)] : [];

    private static string JsonOf(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return JsonLine.Write(document.RootElement.WriteTo);
        }
        catch (JsonException)
        {
            return JsonLine.Write(writer => writer.WriteStringValue(value));
        }
    }
}
