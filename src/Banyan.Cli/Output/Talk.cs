using System.Text.Json;

namespace Banyan.Cli.Output;

/// <summary>What goes to standard error: errors, remarks, the last line. Under <c>--json</c> an error is one line of JSON.</summary>
internal sealed class Talk(CliContext context, bool isJson, bool isQuiet = false, bool wantsColor = false)
{
    private readonly Paint _paint = new(wantsColor && context.Terminal.IsErrorTerminal);

    /// <summary>Says why it failed.</summary>
    /// <returns>The exit status.</returns>
    public int Fail(CliFailure failure)
    {
        context.Terminal.Out.Flush();
        var error = context.Terminal.Error;
        if (isJson)
        {
            error.WriteLine(JsonLine.Write(writer => WriteError(writer, failure)));
            return (int)failure.Exit;
        }

        error.WriteLine($"{_paint.Red("banyan:")} {Printable.Line(failure.Message)}");
        if (failure.Hint.Length > 0)
        {
            error.WriteLine($"  {Printable.Line(failure.Hint)}");
        }

        if (failure.RequestId is { } id)
        {
            error.WriteLine($"  request {Printable.Line(id)}");
        }

        return (int)failure.Exit;
    }

    /// <summary>Says something worth knowing about what was done; not under <c>--quiet</c>, and not where a program reads.</summary>
    public void Remark(string line)
    {
        if (!isQuiet && !isJson)
        {
            context.Terminal.Out.Flush();
            context.Terminal.Error.WriteLine(_paint.Dim(Printable.Line(line)));
        }
    }

    /// <summary>Begins or goes on with a line that <see cref="Remark"/> or a line feed ends; the same silences hold.</summary>
    public void Part(string piece)
    {
        if (!isQuiet && !isJson)
        {
            context.Terminal.Out.Flush();
            context.Terminal.Error.Write(_paint.Dim(piece == "\n" ? piece : Printable.Line(piece)));
        }
    }

    /// <summary>Says something a person must know whatever they silenced, as a question before an effect; not where a program reads.</summary>
    public void Say(string line)
    {
        if (!isJson)
        {
            context.Terminal.Out.Flush();
            context.Terminal.Error.WriteLine(Printable.Line(line));
        }
    }

    private static void WriteError(Utf8JsonWriter writer, CliFailure failure)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", failure.Code);
        writer.WriteString("message", failure.Message);
        writer.WriteString("hint", failure.Hint);
        if (failure.RequestId is { } id)
        {
            writer.WriteString("requestId", id);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
