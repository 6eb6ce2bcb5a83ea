namespace Banyan.Intents.Conditions.Templates;

/// <summary>Reads templates of answers. A value is put in as text and never read as a template again.</summary>
/// <remarks><code>
/// {s1.total}  {s1.total|money}   a value; inside of a list {name} is the element's, {.} the element
/// {?s2.ok:…}                     said when the step ended so: ok, skipped, denied, failed, blocked, unknown
/// {?s1.eta:…}                    said when the value is there and not null
/// {#s1.orders:…}                 said for each element
/// {^s1.orders:…}                 said when the list is empty
/// </code>Braces cannot be escaped; words hold none. Nothing nests deeper than four.</remarks>
internal sealed class TemplateReader
{
    /// <summary>Longer templates are refused.</summary>
    public const int MaxLength = 8000;

    private const int MaxDepth = 4;

    private readonly string _source;
    private ExprFault? _fault;
    private int _at;

    private TemplateReader(string source) => _source = source;

    /// <summary>How values may be written.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["money", "date", "count", "lower"];

    /// <summary>How steps may have ended.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["ok", "skipped", "denied", "failed", "blocked", "unknown"];

    /// <summary>Reads a template.</summary>
    public static ReadTemplate Read(string source)
    {
        if (source.Length > MaxLength)
        {
            return new ReadTemplate([], new ExprFault(0, $"is longer than {MaxLength} characters"));
        }

        var reader = new TemplateReader(source);
        var parts = reader.Parts(0, false);
        return reader._fault is null ? new ReadTemplate(parts, null) : new ReadTemplate([], reader._fault);
    }

    private List<TemplatePart> Parts(int depth, bool isInList)
    {
        var parts = new List<TemplatePart>();
        while (_fault is null && _at < _source.Length)
        {
            var brace = _source.IndexOfAny(['{', '}'], _at);
            var end = brace < 0 ? _source.Length : brace;
            if (end > _at)
            {
                parts.Add(new TemplatePart.Words(_source[_at..end]));
            }

            _at = end;
            if (brace < 0)
            {
                break;
            }

            if (_source[brace] == '}')
            {
                if (depth == 0)
                {
                    _fault = new ExprFault(brace, "'}' closes nothing");
                }

                return parts;
            }

            if (Braced(depth, isInList) is { } part)
            {
                parts.Add(part);
            }
        }

        if (depth > 0)
        {
            _fault ??= new ExprFault(_source.Length, "'}' is missing at the end");
        }

        return parts;
    }

    private TemplatePart? Braced(int depth, bool isInList)
    {
        var open = _at++;
        var mark = _at < _source.Length ? _source[_at] : '\0';
        if (mark is not ('?' or '#' or '^'))
        {
            return Slot(open, isInList);
        }

        _at++;
        var colon = _source.IndexOfAny([':', '{', '}'], _at);
        if (colon < 0 || _source[colon] != ':' || depth >= MaxDepth)
        {
            return Fail(open, depth >= MaxDepth ? $"nests deeper than {MaxDepth}" : $"'{{{mark}' wants a path, ':' and words");
        }

        var (subject, at) = (_source[_at..colon], _at);
        _at = colon + 1;
        var inner = Parts(depth + 1, isInList || mark == '#');
        _at++;
        if (_fault is not null || Path(subject, at, isInList) is not { } path)
        {
            return null;
        }

        return mark switch
        {
            '#' => new TemplatePart.ForEach(path, inner),
            '^' => new TemplatePart.WhenEmpty(path, inner),
            _ when ExprRewriting.IsStep(path.Root) && path.Parts is [{ Name: { } word }] && Statuses.Contains(word, StringComparer.Ordinal) => new TemplatePart.WhenEnded(path.Root, word, inner),
            _ => new TemplatePart.WhenThere(path, inner),
        };
    }

    private TemplatePart? Slot(int open, bool isInList)
    {
        var close = _source.IndexOfAny(['{', '}'], _at);
        if (close < 0 || _source[close] == '{')
        {
            return Fail(open, "'{' is never closed");
        }

        var inner = _source[_at..close];
        var at = _at;
        _at = close + 1;
        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        var format = bar < 0 ? null : inner[(bar + 1)..].Trim();
        if (format is not null && !Formats.Contains(format, StringComparer.Ordinal))
        {
            return Fail(at + bar + 1, $"'{format}' is no format; there are {string.Join(", ", Formats)}");
        }

        return Path(bar < 0 ? inner : inner[..bar], at, isInList) is { } path ? new TemplatePart.Slot(path, format) : null;
    }

    // Inside of a list a path that begins with no step is the element's; a dot alone is the element itself.
    private ValuePath? Path(string text, int at, bool isInList)
    {
        if (isInList && text.Trim() == ".")
        {
            return new ValuePath(ExprFunctions.Element, []);
        }

        var (path, fault) = ValuePath.Read(text);
        if (path is null)
        {
            _fault ??= new ExprFault(at + (fault?.At ?? 0), fault?.Message ?? "a path is wanted");
            return null;
        }

        var isElement = isInList && !ExprRewriting.IsStep(path.Root);
        return isElement ? new ValuePath(ExprFunctions.Element, [new PathPart(path.Root), .. path.Parts]) : path;
    }

    private TemplatePart? Fail(int at, string message)
    {
        _fault ??= new ExprFault(at, message);
        _at = _source.Length;
        return null;
    }
}
