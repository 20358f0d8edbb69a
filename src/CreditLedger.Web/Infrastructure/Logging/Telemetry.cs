using CreditLedger.Data;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CreditLedger.Web.Infrastructure.Logging;

internal static class Telemetry
{
    /// <summary>The standard setting: the address of a collector. Without it nothing is collected and nothing leaves the machine.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Sends traces and measures of the ledger and of requests by OTLP, where a collector is configured.</summary>
    public static void AddSiteTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint])) return;
        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddSource(LedgerTelemetry.Name).AddAspNetCoreInstrumentation())
            .WithMetrics(measures => measures.AddMeter(LedgerTelemetry.Name).AddAspNetCoreInstrumentation())
            .UseOtlpExporter();
    }
}
