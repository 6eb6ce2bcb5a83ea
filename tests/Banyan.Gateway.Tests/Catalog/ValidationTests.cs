using Banyan.Gateway.Catalog;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class ValidationTests
{
    private const string Lab = "providers:\n  lab: { type: vllm }\n";

    [Theory]
    [InlineData("rooting: {}", "CFG002", "rooting", 1)]
    [InlineData("server:\n  drain: soon", "CFG003", "server.drain", 2)]
    [InlineData("server:\n  drain: 5", "CFG003", "server.drain", 2)]
    [InlineData("server: 5", "CFG003", "server", 1)]
    [InlineData("routing:\n  retry:\n    maxAttempts: 0", "CFG004", "routing.retry.maxAttempts", 3)]
    [InlineData("routing: { retry: { initialDelay: 10s, maxDelay: 5s } }", "CFG004", "routing.retry.initialDelay", 1)]
    [InlineData("capture: everything", "CFG004", "capture", 1)]
    [InlineData("version: 2", "CFG004", "version", 1)]
    [InlineData("capture: none\ncapture: redacted", "CFG005", "capture", 2)]
    [InlineData("routing:\n  default-model: mock/chat\n  defaultModel: mock/chat", "CFG005", "routing.defaultModel", 3)]
    [InlineData("providers: { lab: { type: vllm }, LAB: { type: vllm } }", "CFG005", "providers.LAB", 1)]
    [InlineData("providers:\n  a: { type: anthropic, apiKey: \"${A}\", keys: [{ name: x, ref: \"env:A\" }] }", "CFG005", "providers.a.apiKey", 2)]
    [InlineData("providers:\n  a: { type: anthropic, keys: [{ name: x, ref: \"env:A\" }, { name: X, ref: \"env:A\" }] }", "CFG005", "providers.a.keys[1].name", 2)]
    [InlineData("storage: { dataDir: \"${NOWHERE}\" }", "CFG006", "storage.dataDir", 1)]
    [InlineData("aliases: { fast: { strategy: fixed } }", "CFG007", "aliases.fast.targets", 1)]
    [InlineData("aliases: { fast: { targets: [] } }", "CFG007", "aliases.fast.targets", 1)]
    [InlineData("providers: { lab: {} }", "CFG007", "providers.lab.type", 1)]
    [InlineData("cache: { semantic: { enabled: true } }", "CFG007", "cache.semantic.embedder", 1)]
    [InlineData("providers: { lab: { type: vlm } }", "CFG010", "providers.lab.type", 1)]
    [InlineData("providers: { lab: { type: vllm, quirkSet: vlm } }", "CFG010", "providers.lab.quirkSet", 1)]
    [InlineData("storage: { redis: \"http://cache\" }", "CFG011", "storage.redis", 1)]
    [InlineData("providers: { lab: { type: openai-compatible } }", "CFG011", "providers.lab.baseUrl", 1)]
    [InlineData("providers: { lab: { type: vllm, baseUrl: gpu } }", "CFG011", "providers.lab.baseUrl", 1)]
    [InlineData("providers: { lab: { type: vllm, baseUrl: \"https://me:secret@gpu\" } }", "CFG011", "providers.lab.baseUrl", 1)]
    [InlineData("providers:\n  openai:\n    apiKey: sk-literal-1234", "CFG013", "providers.openai.apiKey", 3)]
    [InlineData("providers: { openai: { apiKey: \"${A:-sk-literal}\" } }", "CFG013", "providers.openai.apiKey", 1)]
    [InlineData("providers: { openai: { keys: [{ name: a, ref: sk-literal }] } }", "CFG013", "providers.openai.keys[0].ref", 1)]
    [InlineData("providers: { openai: { apiKey: \"env:PLACEHOLDER\" } }", "CFG015", "providers.openai.apiKey", 1)]
    [InlineData("providers: { lab: { type: vllm, quirks: { includUsage: inject } } }", "CFG016", "providers.lab.quirks.includUsage", 1)]
    [InlineData("providers: { lab: { type: vllm, quirks: { includeUsage: maybe } } }", "CFG016", "providers.lab.quirks.includeUsage", 1)]
    [InlineData("providers: { lab: { type: vllm, quirks: { nMax: none } } }", "CFG016", "providers.lab.quirks.nMax", 1)]
    [InlineData("providers: { lab: { type: vllm, timeouts: { connect: 60s } } }", "CFG017", "providers.lab.timeouts.connect", 1)]
    [InlineData("providers: { lab: { type: vllm, timeouts: { firstToken: 400s } } }", "CFG017", "providers.lab.timeouts.firstToken", 1)]
    [InlineData("providers: { lab: { type: vllm, timeout: 400s } }", "CFG017", "providers.lab.timeout", 1)]
    [InlineData("providers: { lab: { type: vllm, timeouts: { total: 700s } } }", "CFG017", "providers.lab.timeouts.total", 1)]
    [InlineData("models: { opnai/gpt-4o: { price: free } }", "CFG020", "models[\"opnai/gpt-4o\"]", 1)]
    [InlineData("models: { gpt-4o: { price: free } }", "CFG020", "models.gpt-4o", 1)]
    [InlineData(Lab + "models: { lab/m: { context: 4096, maxOutput: 4096 } }", "CFG021", "models[\"lab/m\"].maxOutput", 3)]
    [InlineData(Lab + "models: { lab/m: { price: { input: 1, output: 10000.01 } } }", "CFG022", "models[\"lab/m\"].price.output", 3)]
    [InlineData(Lab + "models: { lab/m: { price: { input: 1, tiers: [{ above: 5, input: 20000 }] } } }", "CFG022", "models[\"lab/m\"].price.tiers[0].input", 3)]
    [InlineData(Lab + "models: { lab/m: { price: { input: 1, tiers: [{ above: 5, input: 2 }, { above: 5, input: 3 }] } } }", "CFG005", "models[\"lab/m\"].price.tiers[1].above", 3)]
    [InlineData("aliases:\n  fast: { targets: [nobody] }", "CFG030", "aliases.fast.targets[0]", 2)]
    [InlineData("aliases:\n  fast: { targets: [{ model: nobody }] }", "CFG030", "aliases.fast.targets[0].model", 2)]
    [InlineData("aliases: { fast: { targets: [mock/chat], fallbacks: [nobody] } }", "CFG030", "aliases.fast.fallbacks[0]", 1)]
    [InlineData("routing: { defaultModel: nobody }", "CFG030", "routing.defaultModel", 1)]
    [InlineData("routing: { fallbackChain: [mock/chat, nobody] }", "CFG030", "routing.fallbackChain[1]", 1)]
    [InlineData("routing: { rules: [{ name: r, target: nobody }] }", "CFG030", "routing.rules[0].target", 1)]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, fallbacks: nobody }] }", "CFG030", "routing.rules[0].fallbacks", 1)]
    [InlineData("conversations: { summariser: nobody }", "CFG030", "conversations.summariser", 1)]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat }, { name: R, when: { door: { eq: x } }, target: mock/chat, priority: 5 }] }", "CFG005", "routing.rules[1].name", 1)]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { colour: { eq: red } } }] }", "CFG040", "routing.rules[0].when.colour", 1)]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { service: { equals: red } } }] }", "CFG040", "routing.rules[0].when.service.equals", 1)]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { hour: { lt: noon } } }] }", "CFG040", "routing.rules[0].when.hour.lt", 1)]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { stream: { eq: maybe } } }] }", "CFG040", "routing.rules[0].when.stream.eq", 1)]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { service: { in: a } } }] }", "CFG040", "routing.rules[0].when.service.in", 1)]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { any: [] } }] }", "CFG040", "routing.rules[0].when.any", 1)]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: always }] }", "CFG040", "routing.rules[0].when", 1)]
    [InlineData("budgets: [{ scope: global, period: daily, limit: 1, timeZone: Europe/Pariss }]", "CFG050", "budgets[0].timeZone", 1)]
    [InlineData("budgets: [{ scope: global, period: daily, limit: 1, onExceeded: degrade }]", "CFG051", "budgets[0].degradeTo", 1)]
    [InlineData("budgets: [{ scope: global, period: daily, limit: 1 }, { scope: global, period: daily, limit: 2 }]", "CFG005", "budgets[1]", 1)]
    [InlineData("budgets: [{ scope: global, period: daily, limit: -1 }]", "CFG004", "budgets[0].limit", 1)]
    public void A_mistake_is_told_with_code_path_and_line(string text, string code, string path, int line)
    {
        var problem = Config.Error(text, ("A", "key-a"), ("PLACEHOLDER", "changeme"));

        (problem.Code, problem.Path, problem.Line).ShouldBe((code, path, line), problem.Message);
        problem.Hint.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("providers: { openai: {} }", "CFG012", "providers.openai")]
    [InlineData("providers: { openai: { apiKey: \"${A}\" } }", "CFG012", "providers.openai.apiKey")]
    [InlineData("providers: { openai: { apiKey: \"file:/no/such/secret\" } }", "CFG014", "providers.openai.apiKey")]
    [InlineData("storage: { database: \"Host=db;Password=hunter2\" }", "CFG013", "storage.database")]
    [InlineData("storage: { redis: \"redis://:hunter2@cache:6379\" }", "CFG013", "storage.redis")]
    [InlineData("providers: { lab: { type: vllm, trust: external } }\nmodels: { lab/m: { context: 10 } }", "CFG023", "models[\"lab/m\"].price")]
    [InlineData("providers: { google: { apiKey: \"env:KEY\" } }", "CFG024", "providers.google")]
    [InlineData("providers: { lab: { type: vllm }, openai: {} }\naliases: { fast: { targets: [gpt-4o] } }", "CFG032", "aliases.fast.targets[0]")]
    [InlineData("providers: { lab: { type: vllm } }\nmodels: { lab/m: {} }\naliases: { m: { targets: [lab/m] } }", "CFG033", "aliases.m")]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { all: [{ service: { eq: a } }, { service: { eq: b } }] } }] }", "CFG041", "routing.rules[0].when")]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { hour: { gt: 5, lt: 5 } } }] }", "CFG041", "routing.rules[0].when")]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { hour: { gte: 6, lt: 3 } } }] }", "CFG041", "routing.rules[0].when")]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { service: { in: [] } } }] }", "CFG041", "routing.rules[0].when")]
    [InlineData("routing: { rules: [{ name: r, target: mock/chat, when: { user: { exists: false, eq: me } } }] }", "CFG041", "routing.rules[0].when")]
    [InlineData("routing: { rules: [{ name: all, target: mock/chat, priority: 9 }, { name: some, target: mock/chat, when: { service: { eq: a } } }] }", "CFG042", "routing.rules[1]")]
    [InlineData("routing: { rules: [{ name: x, target: mock/chat, priority: 9, when: { any: [{ hour: { lt: 5 } }, { team: { eq: b } }] } }, { name: y, target: mock/chat, when: { any: [{ team: { eq: b } }, { hour: { lt: 5 } }], door: { eq: d } } }] }", "CFG042", "routing.rules[1]")]
    [InlineData("budgets: [{ scope: global, period: daily, limit: 1, degradeTo: mock/chat }]", "CFG051", "budgets[0].degradeTo")]
    [InlineData("cache: { backend: redis }", "CFG062", "cache.backend")]
    [InlineData("emergency: { skipContentGuards: true }", "CFG060", "emergency.skipContentGuards")]
    public void A_doubt_is_a_warning_and_starts_all_the_same(string text, string code, string path) =>
        Config.Warning(code, text, ("KEY", "k-1")).Path.ShouldBe(path);

    [Theory]
    [InlineData("routing: { rules: [{ name: a, target: mock/chat, priority: 9, when: { service: { eq: a } } }, { name: b, target: mock/chat }] }")]
    [InlineData("routing: { rules: [{ name: a, target: mock/chat, priority: 9, shadow: true }, { name: b, target: mock/chat }] }")]
    [InlineData("routing: { rules: [{ name: a, target: mock/chat, priority: 9, enabled: false }, { name: b, target: mock/chat }] }")]
    [InlineData("routing: { rules: [{ name: a, target: mock/chat, when: { hour: { gte: 5, lte: 5 }, tags.env: { prefix: p }, metadata.x: { exists: true } } }] }")]
    [InlineData("routing: { rules: [{ name: a, target: mock/chat, when: { not: { service: { in: [a, b] } }, stream: { eq: true }, hour: { ne: 3 } } }] }")]
    public void Rules_that_can_match_and_get_their_turn_are_left_in_peace(string text) =>
        Config.Load(text).Problems.ShouldBeEmpty();

    [Fact]
    public void All_problems_come_at_once_in_the_order_of_the_file()
    {
        var loaded = Config.Load("""
            server: { drain: soon }
            routing:
              defaultModel: nobody
              fallbackChan: [x]
            providers:
              openai: { apiKey: sk-written }
            aliases:
              a: { targets: [b] }
              b: { targets: [a] }
            """);

        loaded.Snapshot.ShouldBeNull();
        loaded.Problems.Where(problem => problem.Severity == ConfigSeverity.Error).Select(problem => (problem.Code, problem.Line)).ShouldBe(
            [("CFG003", 1), ("CFG030", 3), ("CFG002", 4), ("CFG013", 6), ("CFG031", 8), ("CFG031", 9)]);
    }

    [Theory]
    [InlineData("routing: { defaltModel: mock/chat }", "defaultModel")]
    [InlineData("routing: { brekaer: {} }", "breaker")]
    [InlineData("routing: { defaultModel: mock/chta }", "mock/chat")]
    [InlineData("providers: { lab: { type: antropic } }", "anthropic")]
    [InlineData("capture: redactd", "redacted")]
    public void Hints_name_the_nearest_known_name(string text, string near) => Config.Error(text).Hint.ShouldContain(near);

    [Fact]
    public void A_known_model_of_an_absent_provider_says_which_provider_to_add() =>
        Config.Error("routing: { defaultModel: gpt-4o }").Hint.ShouldContain("providers.");

    [Fact]
    public void A_secret_is_never_repeated_in_a_problem()
    {
        var loaded = Config.Load("providers: { openai: { apiKey: sk-very-secret }, a: { type: anthropic, keys: [{ name: k, ref: sk-very-secret }] } }\nstorage: { database: \"Host=db;Password=sk-very-secret\" }");

        (ConfigReport.Text(loaded) + ConfigReport.Json(loaded)).ShouldNotContain("sk-very-secret");
    }
}
