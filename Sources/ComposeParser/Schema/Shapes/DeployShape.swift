extension Shape {
    /// The attribute `deploy` of a service.
    static let deploy: Shape = .object(
        .serviceDeploy,
        [
            Field("mode", .string(.serviceDeployMode)),
            Field("replicas", .integer(.serviceDeployReplicas, keepsEmpty: true)),
            Field("labels", .pairs(.serviceDeployLabels), merge: .lists, items: .assignment),
            Field("update_config", updateConfig),
            Field("rollback_config", rollbackConfig),
            Field("resources", resources, absent: .emptyObject),
            Field("restart_policy", restartPolicy),
            Field("placement", placement, absent: .emptyObject),
            Field("endpoint_mode", .string(.serviceDeployEndpointMode)),
        ],
        scalars: .null
    )

    private static let order = Rule.oneOf(["start-first", "stop-first"])

    private static let updateConfig: Shape = .object(
        .serviceDeployUpdateConfig,
        [
            Field("parallelism", .unsigned(.serviceDeployUpdateConfigParallelism, keepsEmpty: true)),
            Field("delay", .duration(.serviceDeployUpdateConfigDelay, keepsEmpty: false)),
            Field("failure_action", .string(.serviceDeployUpdateConfigFailureAction)),
            Field("monitor", .duration(.serviceDeployUpdateConfigMonitor, keepsEmpty: false)),
            Field("max_failure_ratio", .float(.serviceDeployUpdateConfigMaxFailureRatio)),
            Field("order", .string(.serviceDeployUpdateConfigOrder, order)),
        ]
    )

    private static let rollbackConfig: Shape = .object(
        .serviceDeployRollbackConfig,
        [
            Field("parallelism", .unsigned(.serviceDeployRollbackConfigParallelism, keepsEmpty: true)),
            Field("delay", .duration(.serviceDeployRollbackConfigDelay, keepsEmpty: false)),
            Field("failure_action", .string(.serviceDeployRollbackConfigFailureAction)),
            Field("monitor", .duration(.serviceDeployRollbackConfigMonitor, keepsEmpty: false)),
            Field("max_failure_ratio", .float(.serviceDeployRollbackConfigMaxFailureRatio)),
            Field("order", .string(.serviceDeployRollbackConfigOrder, order)),
        ]
    )

    private static let restartPolicy: Shape = .object(
        .serviceDeployRestartPolicy,
        [
            Field("condition", .string(.serviceDeployRestartPolicyCondition)),
            Field("delay", .duration(.serviceDeployRestartPolicyDelay)),
            Field("max_attempts", .unsigned(.serviceDeployRestartPolicyMaxAttempts, keepsEmpty: true)),
            Field("window", .duration(.serviceDeployRestartPolicyWindow)),
        ]
    )

    private static let placement: Shape = .object(
        .serviceDeployPlacement,
        [
            Field(
                "constraints",
                .list(.serviceDeployPlacementConstraints, of: .string(.serviceDeployPlacementConstraint))
            ),
            Field(
                "preferences",
                .list(
                    .serviceDeployPlacementPreferences,
                    of: .object(nil, [Field("spread", .string(.serviceDeployPlacementPreferenceSpread))])
                )
            ),
            Field("max_replicas_per_node", .unsigned(.serviceDeployPlacementMaxReplicasPerNode)),
        ]
    )

    private static let resources: Shape = .object(
        .serviceDeployResources,
        [
            Field("limits", limits),
            Field("reservations", reservations),
        ]
    )

    private static let limits: Shape = .object(
        .serviceDeployResourcesLimits,
        [
            Field("cpus", .float(.serviceLimitsCpus, cast: false)),
            Field("memory", .bytes(.serviceLimitsMemory, .string)),
            Field("pids", .integer(.serviceLimitsPids, cast: false)),
        ]
    )

    private static let reservations: Shape = .object(
        .serviceDeployResourcesReservations,
        [
            Field("cpus", .float(.serviceReservationsCpus, cast: false)),
            Field("memory", .bytes(.serviceReservationsMemory, .string)),
            Field(
                "devices",
                .list(
                    .serviceReservationsDevices,
                    of: deviceRequest(
                        capabilities: .serviceReservationsDeviceCapabilities,
                        driver: .serviceReservationsDeviceDriver,
                        count: .serviceReservationsDeviceCount,
                        deviceIDs: .serviceReservationsDeviceIds,
                        options: .serviceReservationsDeviceOptions,
                        isStrict: true
                    )
                )
            ),
            Field(
                "generic_resources",
                .list(
                    .serviceReservationsGenericResources,
                    of: .object(nil, [Field("discrete_resource_spec", resourceSpec)])
                )
            ),
        ]
    )

    private static let resourceSpec: Shape = .object(
        .serviceReservationsGenericResourceSpec,
        [
            Field("kind", .string(.serviceReservationsGenericResourceSpecKind), absent: .string("")),
            Field(
                "value",
                .integer(.serviceReservationsGenericResourceSpecValue, [.number, .string], cast: false),
                absent: .zero
            ),
        ]
    )

    /// A request for GPUs or other devices; `isStrict` where unknown keys and missing capabilities are errors.
    static func deviceRequest(
        capabilities: Attribute,
        driver: Attribute,
        count: Attribute,
        deviceIDs: Attribute,
        options: Attribute,
        isStrict: Bool
    ) -> Shape {
        let fields = Fields(
            [
                Field("capabilities", .strings(capabilities, unique: true)),
                Field("driver", .string(driver)),
                Field(
                    "count",
                    Shape(count, .scalar(.deviceCount), [.integer, .string, .strict]),
                    default: Default(value: .integer(-1), stage: .spelling, alternative: "device_ids")
                ),
                Field("device_ids", .strings(deviceIDs, unique: true)),
                Field("options", .pairs(options)),
            ],
            required: isStrict ? ["capabilities"] : [],
            allowsUnknown: !isStrict
        )
        return Shape(nil, .object(fields))
    }
}
