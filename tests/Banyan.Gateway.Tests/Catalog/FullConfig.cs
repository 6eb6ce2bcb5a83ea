namespace Banyan.Gateway.Tests.Catalog;

/// <summary>A configuration that names every setting there is.</summary>
internal static class FullConfig
{
    public const string Text = """
        version: 1
        locks: ["security", "providers.*.baseUrl"]
        server: { listen: "http://127.0.0.1:8090", maxBody: 32MB, requestTimeout: 600s, maxConcurrent: 16000, shedAfter: 100ms, drain: 30s, pingAfter: 15s }
        storage:
          database: ${BANYAN_DATABASE:-}
          redis: ${BANYAN_REDIS:-cache:6379}
          dataDir: ./data
          durability: grouped
          retention: { completions: 90d, audit: 90d, usage: 400d, toolExecutions: 90d, deliveries: 30d, originals: 24h }
        capture: redacted
        providers:
          ollama: { type: ollama, baseUrl: "http://127.0.0.1:11434", trust: internal, priority: 10 }
          openai:
            { type: openai, baseUrl: "https://api.openai.com/v1", priority: 50, apiKey: "${OPENAI_API_KEY:-}", enabled: true, draining: false, timeout: 30s,
              limits: { requestsPerMinute: 5000, tokensPerMinute: 2000000, concurrent: 256 }, dataTerms: { noTraining: true, retention: 30d, region: us } }
          anthropic:
            type: anthropic
            baseUrl: https://api.anthropic.com/v1
            keys: [{ name: main, ref: "env:ANTHROPIC_API_KEY", weight: 3, enabled: true }, { name: billing, ref: "env:ANTHROPIC_BILLING", services: [billing] }]
            timeouts: { connect: 5s, firstToken: 30s, firstTokenReasoning: 200s, idle: 30s, total: 300s }
          google: { type: google, baseUrl: "https://generativelanguage.googleapis.com/v1beta", apiKey: "${GEMINI_API_KEY:-}" }
          lab: { type: openai-compatible, baseUrl: "http://gpu-1:8000/v1", quirkSet: vllm, quirks: { includeUsage: inject }, trust: internal, dialects: [openai-chat] }
        models:
          "ollama/llama3.2:3b": { context: 131072, maxOutput: 4096, can: [streaming, tools], price: free, quality: 0.45, firstToken: 300ms, perToken: 15ms }
          "ollama/mistral:7b": { displayName: Mistral 7B, context: 32768, maxOutput: 4096, can: [streaming, tools], price: free, quality: 0.50 }
          openai/gpt-4-turbo: { context: 128000, maxOutput: 4096, can: [streaming, tools, parallelTools, vision, jsonMode], price: { input: 10, output: 30 }, quality: 0.80 }
          openai/o4-mini: { context: 200000, maxOutput: 100000, can: [streaming, tools, vision, jsonSchema, reasoning, promptCache], price: { input: 1.10, cachedInput: 0.275, output: 4.40, reasoning: 4.40, batchFactor: 0.5, perRequest: 0.001, serviceTiers: { flex: 0.5, priority: 1.7 } } }
          anthropic/claude-3-sonnet: { context: 200000, maxOutput: 4096, can: [streaming, tools, vision, promptCache], status: deprecated, replacement: claude-sonnet-5-5, traits: [forcedToolFormat], price: { input: 3, cachedInput: 0.30, cacheWrite5m: 3.75, cacheWrite1h: 6, output: 15 } }
          google/gemini-2.5-pro: { context: 1048576, maxOutput: 65536, can: [streaming, tools, vision, audio, pdf, jsonSchema, reasoning], deployment: pro, price: { input: 1.25, cachedInput: 0.125, audioInput: 1.25, audioOutput: 12, output: 10, tiers: [{ above: 200000, input: 2.50, cachedInput: 0.25, cacheWrite5m: 2.5, cacheWrite1h: 2.5, output: 15, reasoning: 15, audioInput: 2.5, audioOutput: 15 }] } }
          openai/text-embedding-3-small: { context: 8191, maxOutput: 0, can: [embeddings], price: { input: 0.02 } }
        unpricedModels: block
        aliases:
          fast: { strategy: weighted, hedge: true, targets: [{ model: "ollama/llama3.2:3b", weight: 80 }, { model: gpt-3.5-turbo, weight: 20 }], fallbacks: [claude-3-sonnet] }
          auto: { strategy: auto, targets: ["*"] }
        routing:
          defaultModel: gpt-4-turbo
          fallbackChain: [claude-3-sonnet, gpt-3.5-turbo]
          weights: { cost: 0.5, latency: 0.3, quality: 0.2 }
          tieBand: 0.05
          explore: 0.01
          qualityLoss: 0.1
          affinity: { ttl: 30m, maxBonus: 0.15 }
          failover: eager
          retry: { maxAttempts: 3, maxAttemptsInAll: 6, initialDelay: 1s, maxDelay: 30s, multiplier: 2, jitter: full, budget: 0.20 }
          breaker: { failures: 5, openFor: 60s, halfOpen: 1, successes: 2, errorRate: 0.5, window: 30s, minCalls: 20, slowFactor: 5 }
          hedge: { enabled: false, after: p95, minDelay: 50ms, maxExtra: 0.05 }
          rules: [{ name: code-to-mistral, priority: 100, when: { all: [{ promptCategory: { eq: code } }, { estimatedInputTokens: { lt: 8000 } }] }, target: "ollama/mistral:7b", fallbacks: [gpt-4-turbo], enabled: true, shadow: false, description: small code stays here }]
        cache:
          { enabled: true, ttl: { exact: 5m, normalised: 5m, semantic: 1h, prompt: 24h }, backend: auto,
            scope: service, maxEntryBytes: 1MB, staleIfError: 24h,
            semantic: { enabled: false, embedder: "text-embedding-3-small", similarity: 0.95, maxFalseHits: 0.005, embedBudget: 30ms, shadow: false } }
        rateLimiting:
          enabled: true
          mode: enforce
          global: { requestsPerMinute: 1000, tokensPerMinute: 1000000, concurrent: 500 }
          perService: { requestsPerMinute: 100, tokensPerMinute: 100000, concurrent: 50 }
          perUser: { requestsPerMinute: 10, tokensPerMinute: 10000, concurrent: 5 }
          perFeature: { requestsPerMinute: 10, tokensPerMinute: 10000, concurrent: 5 }
          perKey: { requestsPerMinute: 10, tokensPerMinute: 10000, concurrent: 5 }
        budgets:
          - { scope: global, scopeId: "*", period: monthly, limit: "500.00", alertThresholds: [0.5, 0.8, 1.0], onExceeded: block, timeZone: UTC }
          - { scope: service, scopeId: billing, period: daily, limit: "50.00", onExceeded: degrade, degradeTo: fast, timeZone: Europe/Paris, strict: true, enabled: true }
        security: { piiDetection: true, contentFiltering: true, auditLogging: true, fourEyes: false,
          pii: { email: restore, phone: restore, ssn: mask, creditCard: mask, iban: mask, secret: mask, person: detect }, content: { harmful: block, explicit: block, spam: flag, injection: flag, adapters: [] } }
        identity:
          issuers:
            - { name: corp, issuer: "https://login.example.com", audience: banyan, algorithms: [RS256, ES256], keysAt: "https://login.example.com/keys", keysLife: 1h, maxLifetime: 2h, tenant: default, service: portal,
                defaultRole: viewer, roles: { llm-admins: admin }, claims: { tenant: tenant, roles: realm_access.roles, user: sub, email: email, service: azp } }
        conversations: { ttl: 30d, keepRecent: 12, summariser: fast, maxMessages: 2000 }
        tools:
          { timeout: 5s, maxTurns: 8, maxCalls: 32, maxParallel: 4, mcpListFor: 5m,
          webSearch: { endpoint: "https://search.example/api", keyRef: "env:SEARCH_KEY", keyHeader: X-Key, resultPath: web.results },
          dataSources: { shop: { kind: postgres, connectionRef: "env:SHOP_READER", description: orders, tables: { orders: [id, total] } } },
          notifications: { oncall: { url: "https://hooks.example/oncall", keyRef: "env:ONCALL", description: whoever is on call } },
          secrets: { crm: { keyRef: "env:CRM_TOKEN", origin: "https://crm.example" } } }
        intents:
          planner: auto
          plannerModel: fast
          answerModel: fast
          backends:
            - { name: monolith, baseUrl: "http://127.0.0.1:8091", generation: legacy, trust: full, openapi: /openapi.json, overlay: legacy.overlay.yaml, mcp: /mcp, import: [points], auth: { kind: service, keyRef: "env:OPENAI_API_KEY" }, concurrency: 4, requestsPerSecond: 20, health: /health }
          directories: [{ url: "http://127.0.0.1:8092/.well-known/api-catalog", generation: modern, trust: full, allow: ["http://127.0.0.1:*"] }]
          stages: { shipping.track: { stage: shadow, sample: 1.0 }, users.update_address: { stage: canary, percent: 25 } }
          overlaps: [{ legacy: "monolith:points", modern: "loyalty:GetPoints", accept: true }]
          approved: { orders.cancel: "9f" }
          demote: { window: 5m, minSamples: 20, errorPoints: 5, p95Factor: 2, mismatch: 0.02, coolDown: 30m }
          limits: { modelCalls: 4, tokens: 20000, usd: "0.05", steps: 12, writes: 8, depth: 6, wall: 60s, messagesPerMinute: 30, queue: 8, queueWait: 30s, busy: queue }
          memory: { messages: 40, tokens: 8000, past: 3, pastDays: 30, keepDays: 30, journalDays: 90, tenants: { acme: { keepDays: 7, journalDays: 30 } } }
          confirm: { expires: 10m, recheckAfter: 60s }
          links: { allow: [shop.example] }
          mcp: { exposeIntents: false }
          users: [{ email: ada@shop.example, id: cust-01, name: Ada, scopes: ["orders:read"], timeZone: Europe/London }]
          userScopes: ["orders:read"]
          seed: banyan
          discoverEvery: 5m
        telemetry: { otlp: "${OTEL_EXPORTER_OTLP_ENDPOINT:-}", metricsKey: required, contentInTraces: false }
        alerts: { errorRate: 0.05, latencyP95: 10s, budget: 0.80, rateLimit: 0.90, cacheHitRate: 0.70, piiSpike: 3 }
        emergency: { directMode: false, skipContentGuards: false }
        """;

    public static (string, string)[] Environment { get; } =
        [("OPENAI_API_KEY", "sk-openai-1"), ("ANTHROPIC_API_KEY", "sk-ant-1"), ("ANTHROPIC_BILLING", "sk-ant-2"), ("GEMINI_API_KEY", "g-1")];
}
